import { readFile } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/server/problem.ts'
import { openPostgresStore } from '../../src/server/store/postgres/postgres-store.ts'
import { errands, type Store, type Tx } from '../../src/server/store/store.ts'
import { storeContract } from '../contract/store.contract.ts'
import { createDatabase, emptyDatabase } from '../support/postgres-databases.ts'
import { startPostgresWay, type PostgresWay } from '../support/postgres-way.ts'
import { createTestDatabase } from '../support/test-store.ts'

storeContract('PostgreSQL', () => createTestDatabase(''))

const put = (tx: Tx, name: string): Promise<unknown> => tx.insertInto('meta').values({ name, value: '' }).execute()
const namesIn = async (db: Tx): Promise<string[]> =>
  (await db.selectFrom('meta').select('name').orderBy('name').execute()).map((row) => row.name)

describe('one PostgreSQL', () => {
  let url: string
  let store: Store
  let other: Store

  beforeEach(async () => {
    url ??= await createDatabase()
    store = await openPostgresStore(url)
    other = await openPostgresStore(url)
  })
  afterEach(async () => {
    await store.close()
    await other.close()
    await emptyDatabase(url)
  })

  async function asAdmin<T extends object>(statement: string): Promise<readonly T[]> {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<T>(statement)).rows
    } finally {
      await client.end()
    }
  }

  test('two servers that count one up at once lose none', async () => {
    await store.write((tx) => put(tx, '0'))
    const countUp = async (tx: Tx): Promise<void> => {
      const [count] = await namesIn(tx)
      await tx
        .updateTable('meta')
        .set({ name: String(Number(count) + 1) })
        .execute()
    }
    await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? store : other).write(countUp)))
    expect(await other.read(namesIn)).toEqual(['40'])
  })

  test.each(errands)('the errand %s is one server’s at a time', async (errand) => {
    let inside = 0
    const most: number[] = []
    const job = async (): Promise<void> => {
      inside += 1
      most.push(inside)
      await store.read(namesIn)
      inside -= 1
    }
    await Promise.all([store, other, store, other].map((each) => each.alone(errand, job)))
    expect(most).toEqual([1, 1, 1, 1])
  })

  test('many that wait for one errand keep nobody from another', async () => {
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const holding = other.alone('besideLog', () => held)
    const waiting = Array.from({ length: 20 }, () => store.alone('besideLog', () => Promise.resolve()))
    await store.alone('start', () => store.alone('epoch', () => store.alone('deferrals', () => Promise.resolve())))
    letGo()
    await Promise.all([holding, ...waiting])
  })

  test('who waits too long for a turn that somebody waits for is told to come again, and the next one is done', async () => {
    let letGo = (): void => undefined
    const done = new Promise<void>((resolve) => (letGo = resolve))
    let holding: Promise<void> = done
    await new Promise<void>((isHeld) => {
      holding = other.alone('besideLog', () => {
        isHeld()
        return done
      })
    })
    const waiting = store.alone('besideLog', () => Promise.resolve())
    await expect(waiting).rejects.toMatchObject({ code: 'store/unavailable' })
    letGo()
    await holding
    await store.alone('besideLog', () => Promise.resolve())
  })

  test('what should be done in a turn that is not there is not done', async () => {
    await asAdmin(`delete from server_turn where name in ('write', 'epoch')`)
    await expect(store.alone('epoch', () => Promise.resolve())).rejects.toMatchObject({ code: 'store/unavailable' })
    await expect(store.write((tx) => put(tx, 'a'))).rejects.toMatchObject({ code: 'store/unavailable' })
    expect(await store.read(namesIn)).toEqual([])
  })

  test('[SYNC-9] a write whose connection dies is answered store/unavailable and leaves nothing; the next one is taken', async () => {
    const beside = store.write((tx) => put(tx, 'beside'))
    const cut = store.write(async (tx) => {
      await put(tx, 'half')
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await asAdmin(`select pg_terminate_backend(${rows[0]?.pid ?? 0})`)
      await put(tx, 'rest')
    })
    await expect(cut).rejects.toMatchObject({ code: 'store/unavailable' })
    await expect(beside).rejects.toMatchObject({ code: 'store/unavailable' })
    expect(await store.read(namesIn)).toEqual([])
    await store.write((tx) => put(tx, 'next'))
    expect(await store.read(namesIn)).toEqual(['next'])
  })

  test('[SYNC-9] nobody is told a refusal that rests on what was taken back', async () => {
    const revoking = store.write((tx) => put(tx, 'revoked'))
    const calling = store.write(async (tx) => {
      if ((await namesIn(tx)).includes('revoked')) throw new Problem('device/revoked', 'This device was revoked.')
    })
    const cut = store.write((tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx))
    const told = await Promise.allSettled([revoking, calling, cut])
    expect(told.map((each) => each.status === 'rejected' && (each.reason as Problem).code)).toEqual(
      Array(3).fill('store/unavailable'),
    )
    expect(await store.read(namesIn)).toEqual([])
  })

  test('[SYNC-9] a commit that fails is answered store/unavailable, to everybody in it', async () => {
    await asAdmin(`create table if not exists child (parent int unique deferrable initially deferred)`)
    const innocent = store.write((tx) => put(tx, 'innocent'))
    const guilty = store.write((tx) => sql`insert into child values (7), (7)`.execute(tx))
    await expect(innocent).rejects.toMatchObject({ code: 'store/unavailable' })
    await expect(guilty).rejects.toMatchObject({ code: 'store/unavailable' })
    expect(await store.read(namesIn)).toEqual([])
    await asAdmin('drop table child')
  })

  test('a job that goes on after a statement of its own has failed is taken back alone', async () => {
    await store.write((tx) => put(tx, 'a'))
    const beside = store.write((tx) => put(tx, 'beside'))
    const goesOn = store.write(async (tx) => {
      await put(tx, 'a').catch(() => undefined)
    })
    await expect(goesOn).rejects.not.toBeInstanceOf(Problem)
    await beside
    expect(await store.read(namesIn)).toEqual(['a', 'beside'])
  })

  test('what another transaction was faster with is done again by itself', async () => {
    let times = 0
    await store.write(async (tx) => {
      times += 1
      await put(tx, 'a')
      if (times < 3) await sql`do $$ begin raise exception 'faster' using errcode = '40001'; end $$`.execute(tx)
    })
    expect([times, await store.read(namesIn)]).toEqual([3, ['a']])
  })

  test.each([
    ['53100', 'store/full'],
    ['53300', 'store/unavailable'],
    ['57P01', 'store/unavailable'],
  ])('SQLSTATE %s is told as %s', async (state, code) => {
    const failed = store.write((tx) =>
      sql.raw(`do $$ begin raise exception 'x' using errcode = '${state}'; end $$`).execute(tx),
    )
    await expect(failed).rejects.toMatchObject({ code })
  })

  const backendOf = async (db: Tx): Promise<number> =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0
  /** Until it is gone: the signal alone is answered at once. */
  const endBackend = (pid: number): Promise<unknown> => asAdmin(`select pg_terminate_backend(${pid}, 10000)`)

  test.each(['read', 'query'] as const)(
    'a snapshot whose connection dies between two questions (%s) is answered store/unavailable, and the next one is taken',
    async (way) => {
      const cut = store[way](async (db) => {
        await endBackend(await backendOf(db))
        // The driver hears of it while nobody is asking.
        await nextTurn()
        return namesIn(db)
      })
      await expect(cut).rejects.toMatchObject({ code: 'store/unavailable' })
      expect(await store[way](namesIn)).toEqual([])
    },
  )

  test('an errand whose turn was lost with its connection is answered store/unavailable, and the next one is done', async () => {
    const holderOf = (errand: string): Promise<readonly { readonly pid: number }[]> =>
      asAdmin(`select pid from pg_stat_activity where state = 'idle in transaction' and query like '%''${errand}''%'`)
    const cut = store.alone('besideLog', async () => {
      for (const { pid } of await holderOf('besideLog')) await endBackend(pid)
      await nextTurn()
    })
    await expect(cut).rejects.toMatchObject({ code: 'store/unavailable' })
    expect(await store.alone('besideLog', () => store.read(namesIn))).toEqual([])
  })

  test('what an errand itself fails in is told as it is', async () => {
    const missing = store.alone('besideLog', () => readFile('/nowhere/beside.log'))
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test.each([
    ['write', '10s'],
    ['read', '10s'],
    ['query', '1min'],
  ] as const)(
    'a connection for %s gives a statement %s, and is ended when it falls silent for 10 s',
    async (way, most) => {
      const limits = async (db: Tx): Promise<unknown> => {
        const { rows } = await sql`select current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as silence`.execute(db)
        return rows
      }
      expect(await store[way](limits)).toEqual([{ statement: most, silence: '10s' }])
    },
  )

  test('a database that commits before it has written is refused', async () => {
    const name = new URL(url).pathname.slice(1)
    await asAdmin(`alter database ${name} set synchronous_commit = off`)
    await expect(openPostgresStore(url)).rejects.toMatchObject({ reason: 'notDurable' })
    await asAdmin(`alter database ${name} reset synchronous_commit`)
  })

  test('a server that is not there is refused', async () => {
    const nowhere = new URL(url)
    nowhere.searchParams.set('host', '/nowhere')
    await expect(openPostgresStore(nowhere.href)).rejects.toMatchObject({ reason: 'unreachable' })
  })

  test('every text is compared by its bytes and every whole number has 64 bits, in what any migration made', async () => {
    const columns = await asAdmin<{ column: string; type: string; collation: string | null }>(
      `select table_name || '.' || column_name as column, data_type as type, collation_name as collation
       from information_schema.columns where table_schema = 'public' and table_name not in ('migration', 'server_turn')`,
    )
    expect(columns.length).toBeGreaterThan(100)
    const wrong = columns.filter(({ type, collation }) =>
      type === 'text' ? collation !== 'C' : type !== 'bigint' && type !== 'double precision',
    )
    expect(wrong).toEqual([])
  })
})

describe('a way to PostgreSQL that breaks between a statement and its answer', () => {
  let way: PostgresWay
  let near: Store
  let far: Store

  beforeEach(async () => {
    const url = await createDatabase()
    way = await startPostgresWay(url)
    near = await openPostgresStore(url)
    far = await openPostgresStore(way.url)
  })
  afterEach(async () => {
    await far.close()
    await near.close()
    await way.close()
  })

  const backendOf = async (db: Tx): Promise<number> =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0
  /** What the caller is told of a write of these names. */
  const toldOf = (names: readonly string[], onBackend?: (pid: number) => void): Promise<string> =>
    far
      .write(async (tx) => {
        onBackend?.(await backendOf(tx))
        for (const name of names) await put(tx, name)
      })
      .then(
        () => 'accepted',
        (failure: Problem) => failure.code,
      )

  test('[SYNC-9] a connection that ends with the answer before COMMIT: nothing that was rolled back is answered as taken', async () => {
    let pid = 0
    const isAnswered = way.keepBackAfter('release savepoint job')
    const told = toldOf(['a'], (backend) => (pid = backend))
    await isAnswered
    await near.read((db) => sql`select pg_terminate_backend(${pid})`.execute(db))
    expect([await told, await near.read(namesIn)]).toEqual(['store/unavailable', []])
    expect([await toldOf(['a']), await near.read(namesIn)]).toEqual(['accepted', ['a']])
  })

  test('[SYNC-9] a COMMIT whose answer is lost is told as unknown, not as refused, and a repeat finds what it did', async () => {
    const isAnswered = way.keepBackAfter('commit\0')
    const told = toldOf(['a'])
    await isAnswered
    way.cut()
    expect([await told, await near.read(namesIn)]).toEqual(['store/unavailable', ['a']])
    expect(await far.read(namesIn)).toEqual(['a'])
  })
})

test('servers that start at once on an empty database make its tables once', async () => {
  const url = await createDatabase(undefined, 'template1')
  const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url)))
  expect(await Promise.all(stores.map((each) => each.read(namesIn)))).toEqual([[], [], [], []])
  for (const each of stores) await each.close()
})
