import { Client, type ClientConfig } from 'pg'
import type { Tx } from '../store.ts'
import { createPostgresKysely } from './dialect.ts'

/** The one connection that writes; a lost one is replaced by the next word. */
export interface WriteLine {
  /** Kysely over the connection; connects where there is none. */
  open(): Promise<Tx>
  /** Says one or more statements that give no rows wanted; resolves with the last one's command. */
  say(sql: string): Promise<string>
  /** Ends whatever transaction is open; a connection that cannot say so is let go. */
  takeBack(): Promise<void>
  close(): Promise<void>
}

interface Connected {
  readonly client: Client
  readonly tx: Tx
}

/** `wordOf` puts a job's statement into this database's words. */
export function createWriteLine(settings: ClientConfig, wordOf?: (sql: string) => string): WriteLine {
  let connected: Connected | null = null

  async function connect(): Promise<Connected> {
    const client = new Client(settings)
    const made = { client, tx: createPostgresKysely(client, wordOf) }
    // Without a listener a line that breaks between two words would end the process.
    client.on('error', () => {
      if (connected === made) connected = null
    })
    await client.connect()
    connected = made
    return made
  }

  const letGo = (): void => {
    const gone = connected
    connected = null
    gone?.client.end().catch(() => undefined)
  }

  return {
    open: async () => (connected ?? (await connect())).tx,
    say: async (sql) => {
      const { client } = connected ?? (await connect())
      // Several statements at once give a result each, which the driver's types do not tell.
      const results: unknown = await client.query(sql)
      const last = (Array.isArray(results) ? results.at(-1) : results) as { readonly command: string }
      return last.command
    },
    takeBack: async () => {
      try {
        await connected?.client.query('rollback')
      } catch {
        // Whatever it left open ends with the connection.
        letGo()
      }
    },
    close: async () => {
      await connected?.client.end()
      connected = null
    },
  }
}
