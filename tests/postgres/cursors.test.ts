import { Client } from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../src/domain/ids.ts'
import { nextRevision } from '../../src/server/services/scope-revision.ts'
import { PostgresConnection } from '../../src/server/store/postgres/connection.ts'
import { createPostgresKysely } from '../../src/server/store/postgres/dialect.ts'
import { createDatabase } from '../support/postgres-databases.ts'

const writersAtOnce = 16

let clients: Client[]
let reader: Client

beforeAll(async () => {
  const url = await createDatabase()
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    return client
  }
  clients = await Promise.all(Array.from({ length: writersAtOnce }, connect))
  reader = await connect()
})
afterAll(async () => {
  for (const client of [...clients, reader]) await client.end()
})

interface Row {
  readonly id: string
  readonly place: number
}

/** A phone: asks for what stands behind the last place it was given. */
function createPhone(table: string): { readonly seen: string[]; pull(): Promise<void> } {
  const seen: string[] = []
  let last = 0
  const pull = async (): Promise<void> => {
    const found = `select id, place::int from ${table} where place > ${last} order by place`
    const { rows } = await reader.query<Row>(found)
    seen.push(...rows.map(({ id }) => id))
    last = rows.at(-1)?.place ?? last
  }
  return { seen, pull }
}

const writers = Array.from({ length: writersAtOnce }, (_, index) => `writer-${index}`)

describe('[SYNC-17] sixteen who write at once', () => {
  test('by a sequence, a phone never hears of those who were numbered early and committed late', async () => {
    await reader.query('create table naive (id text primary key, place bigserial)')
    for (const [index, client] of clients.entries()) {
      await client.query('begin')
      await client.query('insert into naive (id) values ($1)', [writers[index]])
    }
    const phone = createPhone('naive')
    for (const client of clients.toReversed()) {
      await client.query('commit')
      await phone.pull()
    }
    await phone.pull()
    expect(phone.seen).toEqual([writers.at(-1)])
  })

  test('by the scope’s own row, whoever is later waits: a phone that asks all the time hears of all, once', async () => {
    const rounds = 8
    await reader.query('create table ours (id text primary key, place bigint not null)')
    const phone = createPhone('ours')
    const writeOn = async (client: Client, writer: string): Promise<void> => {
      const tx = createPostgresKysely(new PostgresConnection(client))
      for (let round = 0; round < rounds; round += 1) {
        await client.query('begin')
        const place = await nextRevision(tx, 'squad-1' as ScopeId)
        await sql`insert into ours (id, place) values (${`${writer}/${round}`}, cast(${place} as bigint))`.execute(tx)
        await client.query('commit')
      }
    }
    let isWritten = false
    const writing = Promise.all(clients.map((client, index) => writeOn(client, writers[index] ?? ''))).then(
      () => (isWritten = true),
    )
    while (!isWritten) await phone.pull()
    await writing
    await phone.pull()
    const written = writers.flatMap((writer) => Array.from({ length: rounds }, (_, round) => `${writer}/${round}`))
    expect(phone.seen.toSorted()).toEqual(written.toSorted())
  })
})
