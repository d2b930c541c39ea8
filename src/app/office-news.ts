/** Calls back whenever the server has news; losing every event loses nothing. Returns the end of it. */
export type OfficeNews = (listener: () => void) => () => void

export interface OfficeNewsParts {
  /** A new stream of events from the server. */
  openStream(): EventSource
  readonly document: Pick<Document, 'visibilityState'>
  /** Calls back again and again; returns the end of it. */
  repeat(everyMs: number, callback: () => void): () => void
}

/** While no stream is open the office asks by itself. */
const pollMs = 15_000
/** EventSource.OPEN and .CLOSED, which need no global here. */
const open = 1
const closed = 2

/**
 * One stream of news for all who listen: a browser allows six connections to a server over HTTP/1.1, all windows together.
 *
 * A stream that the browser gave up (a proxy's error, an ended session) is opened again with the next poll. What happened
 * while it was down is unknown, so that every opening counts as news.
 */
export function createOfficeNews({ openStream, document, repeat }: OfficeNewsParts): OfficeNews {
  const listeners = new Set<() => void>()
  let stream: EventSource | null = null
  let stopPolling: (() => void) | null = null

  const tellAll = (): void => {
    for (const listener of [...listeners]) listener()
  }

  function connect(isFirst: boolean): void {
    let isNew = isFirst
    stream = openStream()
    stream.addEventListener('open', () => {
      // Whoever begins to listen has just read everything.
      if (!isNew) tellAll()
      isNew = false
    })
    stream.addEventListener('news', tellAll)
  }

  function poll(): void {
    if (stream?.readyState === open || document.visibilityState !== 'visible') return
    if (stream?.readyState === closed) connect(false)
    tellAll()
  }

  function start(): void {
    connect(true)
    stopPolling = repeat(pollMs, poll)
  }

  function stop(): void {
    stream?.close()
    stopPolling?.()
    stream = null
    stopPolling = null
  }

  return (callback) => {
    // Its own function, so that the same callback may listen twice and leave once.
    const listener = (): void => callback()
    listeners.add(listener)
    if (listeners.size === 1) start()
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) stop()
    }
  }
}
