import type { ScopeId } from '../../domain/ids.ts'
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
  /** Scopes of the member when the stream was asked for. */
  readonly scopes: ReadonlySet<ScopeId>
  /** Scopes of the member as of now; rejects when the session has ended. */
  loadScopes(): Promise<ReadonlySet<ScopeId>>
  /** Calls back again and again; returns the end of it. */
  repeat(everyMs: number, callback: () => void): () => void
}

const newsEvent = (scopes: readonly ScopeId[]): string => `event: news\ndata: ${JSON.stringify({ scopes })}\n\n`

/**
 * Tells one listener that something changed in their scopes, and nothing of what; returns the end of it.
 *
 * With each heartbeat the memberships are read again: a lost scope goes quiet, an ended session ends the stream.
 */
export function openLiveStream({ live, sink, scopes, loadScopes, repeat }: LiveStreamOptions): () => void {
  let mine = scopes
  let isOpen = true

  const unsubscribe = live.subscribe((changed) => {
    const seen = [...changed].filter((scope) => mine.has(scope))
    if (seen.length > 0) sink.write(newsEvent(seen))
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
