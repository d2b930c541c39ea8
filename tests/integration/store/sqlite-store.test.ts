import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../../src/server/problem.ts'
import { StoreInUseError } from '../../../src/server/store/sqlite/one-process.ts'
import { openSqliteStore } from '../../../src/server/store/sqlite/sqlite-store.ts'
import type { Store, Tx } from '../../../src/server/store/store.ts'

let folder: string
let path: string
let store: Store

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-store-'))
  path = join(folder, 'store.sqlite')
  store = await openSqliteStore(path)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const put = (tx: Tx, name: string): Promise<unknown> => tx.insertInto('meta').values({ name, value: '' }).execute()
const namesIn = async (db: Tx): Promise<string[]> =>
  (await db.selectFrom('meta').select('name').orderBy('name').execute()).map((row) => row.name)
const names = (): Promise<string[]> => store.read(namesIn)

/** Another process's view of the file: only what is committed. */
function committedNames(): unknown[] {
  const other = new DatabaseSync(path, { readOnly: true })
  const rows = other.prepare('select name from meta order by name').all()
  other.close()
  return rows.map((row) => row['name'])
}

/** Every page of the file is taken: what is written from here on finds no room. */
async function fillDisk(): Promise<void> {
  await store.write(async (tx) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(tx)
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 0}`).execute(tx)
  })
}

const large = { name: 'large', value: 'x'.repeat(1_000_000) }

describe('a write', () => {
  test('is answered after it is committed', async () => {
    await store.write((tx) => put(tx, 'a'))
    expect(committedNames()).toEqual(['a'])
  })

  test('whose commit fails is answered store/unavailable, to everybody in it', async () => {
    // A foreign key that is checked at COMMIT is the one way to make a real COMMIT fail.
    await store.write(async (tx) => {
      await sql`create table parent (id integer primary key)`.execute(tx)
      await sql`create table child (parent integer references parent (id) deferrable initially deferred)`.execute(tx)
    })
    const innocent = store.write((tx) => put(tx, 'innocent'))
    const refused = store.write(async (tx) => {
      if ((await namesIn(tx)).includes('innocent')) throw new Problem('assignment/stale', 'Somebody was faster.')
    })
    const guilty = store.write((tx) => sql`insert into child values (7)`.execute(tx))
    await expect(innocent).rejects.toMatchObject({ code: 'store/unavailable' })
    // It rests on what was taken back.
    await expect(refused).rejects.toMatchObject({ code: 'store/unavailable' })
    await expect(guilty).rejects.toMatchObject({ code: 'store/unavailable' })
    expect(committedNames()).toEqual([])
    await store.write((tx) => put(tx, 'next'))
    expect(await names()).toEqual(['next'])
  })

  test('that finds the disk full is store/full, and the next small one is taken', async () => {
    await store.write((tx) => put(tx, 'a'))
    await fillDisk()
    await expect(store.write((tx) => tx.insertInto('meta').values(large).execute())).rejects.toMatchObject({
      code: 'store/full',
    })
    await store.write((tx) => put(tx, 'b'))
    expect(committedNames()).toEqual(['a', 'b'])
  })

  test('shares its commit with those that arrive in the same turn', async () => {
    const seenByFirst: string[][] = []
    const first = store.write((tx) => put(tx, 'first')).then(() => seenByFirst.push(committedNames() as string[]))
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)))
    await Promise.all([first, store.write((tx) => put(tx, 'second'))])
    expect(seenByFirst).toEqual([['first', 'second']])
  })
})

describe('reading', () => {
  test('a long list does not keep a write waiting', async () => {
    const counting = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) from n`
    const order: string[] = []
    const list = store.query(async (db) => {
      await counting.execute(db)
      order.push('list')
    })
    await store.write((tx) => put(tx, 'a')).then(() => order.push('write'))
    await list
    expect(order).toEqual(['write', 'list'])
  })
})

describe('opening', () => {
  test('runs in WAL with every commit flushed, and minds foreign keys', async () => {
    const settings = await store.write(async (tx) => {
      const [journal] = (await sql<{ journal_mode: string }>`pragma journal_mode`.execute(tx)).rows
      const [synchronous] = (await sql<{ synchronous: number }>`pragma synchronous`.execute(tx)).rows
      const [foreignKeys] = (await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(tx)).rows
      return { ...journal, ...synchronous, ...foreignKeys }
    })
    expect(settings).toEqual({ journal_mode: 'wal', synchronous: 2, foreign_keys: 1 })
  })

  test('is refused while another server has the file', async () => {
    await expect(openSqliteStore(path)).rejects.toBeInstanceOf(StoreInUseError)
  })
})
