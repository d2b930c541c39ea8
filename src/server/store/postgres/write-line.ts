import { Client, type ClientConfig } from 'pg'
import type { Tx } from '../store.ts'
import { PostgresConnection, type Said } from './connection.ts'
import { createPostgresKysely } from './dialect.ts'

/**
 * A connection that writes, and no other in its place: once it is lost, whatever is said on it fails.
 *
 * A COMMIT on another connection than the one that began would be answered COMMIT with nothing written.
 */
export interface WriteConnection {
  readonly tx: Tx
  /** Says one or more statements that give no rows wanted; resolves with what the last one did. */
  say(sql: string): Promise<Said>
  /** Ends it, and whatever it left open with it. */
  letGo(): void
}

/** The one connection that writes; a lost one is replaced when it is opened again, never in between. */
export interface WriteLine {
  /** Connects where there is none. What begins on a connection has to end on the same. */
  open(): Promise<WriteConnection>
  close(): Promise<void>
}

/** `wordOf` puts a job's statement into this database's words. */
export function createWriteLine(settings: ClientConfig, wordOf?: (sql: string) => string): WriteLine {
  let current: { readonly client: Client; readonly connection: WriteConnection } | null = null

  function create(): NonNullable<typeof current> {
    const client = new Client(settings)
    const forget = (): void => {
      if (current?.client === client) current = null
    }
    // Without a listener a line that breaks between two words would end the process.
    client.on('error', forget)
    const line = new PostgresConnection(client, wordOf)
    const letGo = (): void => {
      forget()
      client.end().catch(() => undefined)
    }
    return { client, connection: { tx: createPostgresKysely(line), say: (sql) => line.say(sql), letGo } }
  }

  return {
    open: async () => {
      if (current) return current.connection
      const created = create()
      await created.client.connect()
      current = created
      return created.connection
    },
    close: async () => {
      await current?.client.end()
      current = null
    },
  }
}
