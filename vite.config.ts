import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { compileStartAhead } from './scripts/vite/compile-start-ahead.ts'
import { noEmptyFirstFrame } from './scripts/vite/no-empty-first-frame.ts'
import { phoneFiles } from './scripts/vite/phone-files.ts'
import { precompress } from './scripts/vite/precompress.ts'
import { vantWithoutCdn } from './scripts/vite/vant-without-cdn.ts'
import { withIntegrity } from './scripts/vite/precache-integrity.ts'

/** Where the server looks for it too. */
const outDir = process.env['DIST_DIR'] ?? fileURLToPath(new URL('dist', import.meta.url))
/** Huawei's browser on HarmonyOS 4.0 is Chromium 99; iOS 16.4 is the first with installable apps that keep their data. */
const target = ['chrome99', 'safari16.4']
/** Screens of the office, by their files' names: these, and what only they need, never reach a phone's precache. */
const officeScreens =
  /(Office|DutyBoard|Ledger|CaseDetail|Settings|Inbox|Roster|Audit|TransferLetter|Rescue|CasePanel|[Ee]vidence|[Oo]utside|Complaint|PickOnMap|DispatchSheet|office)[^/]*\.js$/
const forPhones = phoneFiles({ start: '/src/app/main.ts', officeScreens })

export default defineConfig(({ command }) => ({
  build: {
    target,
    outDir,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // One file for the whole start: each further one costs a slow phone 10 to 20 ms of its own.
        codeSplitting: { groups: [{ name: 'app', test: /src[\\/]app[\\/]main\.ts$/ }] },
      },
    },
  },
  worker: { format: 'es' },
  define: { __APP_BUILD__: JSON.stringify(command === 'build' ? new Date().toISOString().slice(0, 16) : 'dev') },
  server: { proxy: { '/api': { target: process.env['SERVER_URL'] ?? 'http://127.0.0.1:8080' } } },
  plugins: [
    vantWithoutCdn(),
    vue(),
    noEmptyFirstFrame(),
    forPhones.plugin,
    compileStartAhead(['/src/app/main.ts', '/node_modules/leaflet/']),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: 'iife',
        target,
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest,woff2}'],
        globIgnores: ['sw.js', 'icons/screenshot*'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 1024 * 1024,
        manifestTransforms: [
          (entries) => ({ manifest: entries.filter(({ url }) => forPhones.isKept(url)) }),
          withIntegrity(outDir),
        ],
      },
    }),
    precompress(outDir),
  ],
}))
