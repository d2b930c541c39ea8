/** Word from the server that a sync may bring something. Losing every one of them loses nothing. */
export interface LiveNews {
  /**
   * Calls back on each of them, and whenever the stream is open again: what happened while it was down is unknown. Returns the
   * end of it.
   */
  listen(listener: NewsListener): () => void
  isOpen(): boolean
  /** Opens again a stream that the browser has given up. */
  revive(): void
}

/** `by`: 'self' where this very device has brought it, so that lists change and there is nothing to fetch. */
export type NewsListener = (by: 'self' | 'others') => void

/** What is used of an EventSource. */
export type NewsStream = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>

export interface LiveNewsParts {
  /** A new stream of events from the server. */
  openStream(): NewsStream
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
}

/** EventSource.OPEN and .CLOSED, which need no global here. */
const open = 1
const closed = 2

/**
 * One stream for all who listen in this window: a browser allows six connections to a server over HTTP/1.1, all windows together.
 *
 * Open while somebody listens and the window is seen: a phone in the pocket must not be woken by colleagues.
 */
export function createLiveNews({ openStream, document }: LiveNewsParts): LiveNews {
  const listeners = new Set<NewsListener>()
  let stream: NewsStream | null = null

  const isWanted = (): boolean => listeners.size > 0 && document.visibilityState === 'visible'
  const tellAll = (by: 'self' | 'others'): void => {
    for (const listener of [...listeners]) listener(by)
  }

  /** Whoever begins to listen has just read everything, so that the very first opening is no news. */
  function connect(isFirst: boolean): void {
    let isNew = isFirst
    stream = openStream()
    stream.addEventListener('open', () => {
      if (!isNew) tellAll('others')
      isNew = false
    })
    stream.addEventListener('news', () => tellAll('others'))
    stream.addEventListener('own-news', () => tellAll('self'))
  }

  function disconnect(): void {
    stream?.close()
    stream = null
  }

  function revive(): void {
    if (isWanted() && (stream === null || stream.readyState === closed)) connect(false)
  }

  const onVisibility = (): void => (document.visibilityState === 'visible' ? revive() : disconnect())

  function start(): void {
    document.addEventListener('visibilitychange', onVisibility)
    if (isWanted()) connect(true)
  }

  function stop(): void {
    document.removeEventListener('visibilitychange', onVisibility)
    disconnect()
  }

  return {
    listen: (callback) => {
      // Its own function, so that the same callback may listen twice and leave once.
      const listener: NewsListener = (by) => callback(by)
      listeners.add(listener)
      if (listeners.size === 1) start()
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop()
      }
    },
    isOpen: () => stream?.readyState === open,
    revive,
  }
}
