/** Stands in for the browser's stream of events. */
export class NewsStreamDouble extends EventTarget {
  readyState = 0

  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  /** As a browser gives up on an answer that is no stream. */
  giveUp(): void {
    this.readyState = 2
    this.dispatchEvent(new Event('error'))
  }

  close(): void {
    this.readyState = 2
  }

  get isClosed(): boolean {
    return this.readyState === 2
  }

  tell(by: 'self' | 'others' = 'others'): void {
    this.dispatchEvent(new Event(by === 'self' ? 'own-news' : 'news'))
  }
}

/** A page, seen or not, and the streams that were opened in it. */
export function createStreams() {
  const streams: NewsStreamDouble[] = []
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  return {
    streams,
    document,
    openStream: () => {
      const stream = new NewsStreamDouble()
      streams.push(stream)
      return stream as unknown as EventSource
    },
    show: (visibilityState: DocumentVisibilityState) => {
      document.visibilityState = visibilityState
      document.dispatchEvent(new Event('visibilitychange'))
    },
  }
}
