import type { DeviceId, ScopeId } from '../../domain/ids.ts'
import type { LiveNews } from '../live-news.ts'

/** Proxies and phones drop a line that says nothing for half a minute. */
const heartbeatMs = 20_000

/** Where the events go: the raw answer in the server, a list in tests. */
export interface EventSink {
  write(text: string): void
  end(): void
}

export interface LiveStreamOptions {
  readonly live: LiveNews
  readonly sink: EventSink
  /** Whose stream it is. */
  readonly device: DeviceId
  /** Scopes of the member when the stream was asked for. */
  readonly scopes: ReadonlySet<ScopeId>
  /** Scopes of the member as of now; rejects when the session has ended. */
  loadScopes(): Promise<ReadonlySet<ScopeId>>
  /** Calls back again and again; returns the end of it. */
  repeat(everyMs: number, callback: () => void): () => void
}

const newsEvent = (name: 'news' | 'own-news', scopes: readonly ScopeId[]): string =>
  `event: ${name}\ndata: ${JSON.stringify({ scopes })}\n\n`

/**
 * Tells one listener that something changed in their scopes, and nothing of what; returns the end of it.
 *
 * What the listener's own device has brought is told under a name of its own: its lists change, but it has nothing to fetch.
 *
 * With each heartbeat the memberships are read again: a lost scope goes quiet, an ended session ends the stream.
 */
export function openLiveStream({ live, sink, device, scopes, loadScopes, repeat }: LiveStreamOptions): () => void {
  let mine = scopes
  let isOpen = true

  const unsubscribe = live.subscribe((changed, by) => {
    const seen = [...changed].filter((scope) => mine.has(scope))
    if (seen.length > 0) sink.write(newsEvent(by === device ? 'own-news' : 'news', seen))
  })
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    unsubscribe()
    stopHeartbeat()
    sink.end()
  }
  const beat = async (): Promise<void> => {
    try {
      mine = await loadScopes()
      if (isOpen) sink.write(': still here\n\n')
    } catch {
      close()
    }
  }
  const stopHeartbeat = repeat(heartbeatMs, () => void beat())
  sink.write(': open\n\n')
  return close
}
