import type { LiveNews } from '../device/sync/live-news.ts'

/** Calls back whenever the server has news; losing every event loses nothing. Returns the end of it. */
export type OfficeNews = (listener: () => void) => () => void

export interface OfficeNewsParts {
  readonly live: LiveNews
  readonly document: Pick<Document, 'visibilityState'>
  /** Calls back again and again; returns the end of it. */
  repeat(everyMs: number, callback: () => void): () => void
}

/** While no stream is open the office asks by itself. */
const pollMs = 15_000

/** The window's news for office screens, which read from the server and would show old lists without it. */
export function createOfficeNews({ live, document, repeat }: OfficeNewsParts): OfficeNews {
  return (listener) => {
    const stopListening = live.listen(listener)
    const stopPolling = repeat(pollMs, () => {
      if (live.isOpen() || document.visibilityState !== 'visible') return
      live.revive()
      listener()
    })
    return () => {
      stopListening()
      stopPolling()
    }
  }
}
