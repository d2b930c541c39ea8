/** Minute of the build, written by Vite; `dev` while developing. */
declare const __APP_BUILD__: string
