import { Client, type ClientConfig } from 'pg'
import * as v from 'valibot'
import { DeviceId, ScopeId } from '../../../domain/ids.ts'
import type { LiveNews } from '../../live-news.ts'

const channel = 'xunhu_news'
/** A payload holds 8,000 bytes; an id of a scope has at most some seventy. */
const scopesPerWord = 50
const reconnectAfterMs = 1_000

/** What one server tells the others: whose news it is, and which scopes changed. */
const Word = v.object({ from: v.string(), scopes: v.array(ScopeId), by: v.optional(DeviceId) })

function readWord(payload: string | undefined): v.InferOutput<typeof Word> | null {
  try {
    const word = v.safeParse(Word, JSON.parse(payload ?? ''))
    return word.success ? word.output : null
  } catch {
    return null
  }
}

export interface SharedNews extends LiveNews {
  close(): Promise<void>
}

export interface SharedNewsOptions {
  readonly settings: ClientConfig
  /** Of this process only. */
  readonly local: LiveNews
  /** Tells this server's words from the others'. */
  readonly server: string
  wait(ms: number): Promise<unknown>
}

/**
 * News that every server on the database hears, by its own LISTEN and NOTIFY.
 *
 * Nothing depends on it: while the line is down a server tells its own listeners only, and phones ask by themselves.
 */
export function shareNews({ settings, local, server, wait }: SharedNewsOptions): SharedNews {
  let client: Client | null = null
  let isClosed = false

  async function listen(): Promise<void> {
    const opened = new Client(settings)
    const broken = new Promise<void>((resolve) => {
      opened.on('error', () => resolve())
      opened.on('end', () => resolve())
    })
    opened.on('notification', ({ payload }) => {
      const word = readWord(payload)
      if (word && word.from !== server) local.publish(word.scopes, word.by)
    })
    try {
      await opened.connect()
      await opened.query(`listen ${channel}`)
      if (isClosed) return
      client = opened
      await broken
    } finally {
      client = null
      // One that may not listen is connected all the same: a new one each second would take the database's last connection.
      opened.end().catch(() => undefined)
    }
  }

  async function keepListening(): Promise<void> {
    while (!isClosed) {
      await listen().catch(() => undefined)
      if (!isClosed) await wait(reconnectAfterMs)
    }
  }
  void keepListening()

  const tellOthers = (scopes: readonly ScopeId[], by: DeviceId | undefined): void => {
    for (let from = 0; from < scopes.length; from += scopesPerWord) {
      const word = { from: server, scopes: scopes.slice(from, from + scopesPerWord), by }
      client?.query('select pg_notify($1, $2)', [channel, JSON.stringify(word)]).catch(() => undefined)
    }
  }

  return {
    publish: (scopes, by) => {
      const changed = [...new Set(scopes)]
      local.publish(changed, by)
      tellOthers(changed, by)
    },
    subscribe: (listener) => local.subscribe(listener),
    close: async () => {
      isClosed = true
      await client?.end()
    },
  }
}
