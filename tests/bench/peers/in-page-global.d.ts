import type * as InPage from './in-page.ts'

declare global {
  /** The bundle of `in-page.ts`, inside the page. */
  const inPage: typeof InPage
}
