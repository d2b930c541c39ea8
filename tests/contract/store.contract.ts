import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryId, ScopeId } from '../../src/domain/ids.ts'
import { StoreTooNewError } from '../../src/server/migrations/migrate.ts'
import { Problem } from '../../src/server/problem.ts'
import { createFeedWriter } from '../../src/server/services/feed-writer.ts'
import type { Store, Tx } from '../../src/server/store/store.ts'
import type { TestDatabase } from '../support/test-store.ts'

const put = (tx: Tx, name: string, value = ''): Promise<unknown> =>
  tx.insertInto('meta').values({ name, value }).execute()
const namesIn = async (db: Tx): Promise<string[]> =>
  (await db.selectFrom('meta').select('name').orderBy('name').execute()).map((row) => row.name)

async function valueOf(db: Tx, name: string): Promise<string | undefined> {
  return (await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst())?.value
}

/** What every store does. `createDatabase` gives an empty one. */
export function storeContract(name: string, createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase
  let store: Store
  const names = (): Promise<string[]> => store.read(namesIn)

  beforeEach(async () => {
    database = await createDatabase()
    store = await database.open()
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  async function reopen(): Promise<void> {
    await store.close()
    store = await database.open()
  }

  describe(`store: ${name}: a write`, () => {
    test('is there when it is answered, and after the next opening', async () => {
      await store.write((tx) => put(tx, 'a'))
      expect(await names()).toEqual(['a'])
      await reopen()
      expect(await names()).toEqual(['a'])
    })

    test('that fails takes back all of itself and nothing of the writes beside it', async () => {
      const failed = store.write(async (tx) => {
        await put(tx, 'half')
        throw new Problem('assignment/stale', 'Somebody was faster.')
      })
      const beside = [store.write((tx) => put(tx, 'before')), store.write((tx) => put(tx, 'after'))]
      await expect(failed).rejects.toMatchObject({ code: 'assignment/stale' })
      await Promise.all(beside)
      expect(await names()).toEqual(['after', 'before'])
    })

    test('that breaks a rule of the tables is a fault of the program, and costs nobody else theirs', async () => {
      await store.write((tx) => put(tx, 'a'))
      const broken = store.write((tx) => put(tx, 'a'))
      const beside = store.write((tx) => put(tx, 'b'))
      await expect(broken).rejects.not.toBeInstanceOf(Problem)
      await beside
      expect(await names()).toEqual(['a', 'b'])
    })

    test('of which one of several statements asked for at once fails leaves nothing of the others', async () => {
      await store.write((tx) => put(tx, 'a'))
      const failed = store.write((tx) => Promise.all(['a', 'b', 'c', 'd'].map((each) => put(tx, each))))
      await expect(failed).rejects.not.toBeInstanceOf(Problem)
      expect(await names()).toEqual(['a'])
      await store.write((tx) => put(tx, 'next'))
      expect(await names()).toEqual(['a', 'next'])
    })

    test('asked for inside another one is refused instead of waiting for itself', async () => {
      await expect(store.write(() => store.write((tx) => put(tx, 'a')))).rejects.toThrow('its own transaction')
      expect(await names()).toEqual([])
    })

    test('reads what it writes upon: of fifty that count one up at once none is lost', async () => {
      await store.write((tx) => put(tx, 'count', '0'))
      const countUp = async (tx: Tx): Promise<void> => {
        const value = String(Number(await valueOf(tx, 'count')) + 1)
        await tx.updateTable('meta').set({ value }).where('name', '=', 'count').execute()
      }
      await Promise.all(Array.from({ length: 50 }, () => store.write(countUp)))
      expect(await store.read((db) => valueOf(db, 'count'))).toBe('50')
    })

    test('says how many rows it changed', async () => {
      await store.write((tx) =>
        tx
          .insertInto('meta')
          .values(['a', 'b'].map((each) => ({ name: each, value: '' })))
          .execute(),
      )
      const changed = await store.write((tx) => tx.updateTable('meta').set({ value: 'x' }).executeTakeFirst())
      const deleted = await store.write((tx) => tx.deleteFrom('meta').where('name', '=', 'none').executeTakeFirst())
      expect([changed.numUpdatedRows, deleted.numDeletedRows]).toEqual([2n, 0n])
    })

    test('is waited for by close', async () => {
      const written = store.write((tx) => put(tx, 'last'))
      await reopen()
      await written
      expect(await names()).toEqual(['last'])
    })
  })

  describe(`store: ${name}: reading`, () => {
    test('is one snapshot, whatever is written meanwhile', async () => {
      await store.write((tx) => put(tx, 'a'))
      const seen = await store.read(async (db) => {
        const before = await namesIn(db)
        await store.write((tx) => put(tx, 'b'))
        return [before, await namesIn(db)]
      })
      expect(seen).toEqual([['a'], ['a']])
      expect(await names()).toEqual(['a', 'b'])
    })

    test('cannot write', async () => {
      await expect(store.read((db) => put(db, 'a'))).rejects.toMatchObject({ code: 'store/unavailable' })
      await expect(store.query((db) => put(db, 'a'))).rejects.toMatchObject({ code: 'store/unavailable' })
      expect(await names()).toEqual([])
    })

    test('a list sees what was answered before it was asked', async () => {
      await store.write((tx) => put(tx, 'a'))
      expect(await store.query(namesIn)).toEqual(['a'])
    })

    test('may ask several things at once', async () => {
      await store.write((tx) => put(tx, 'a'))
      expect(await store.query((db) => Promise.all([namesIn(db), namesIn(db), namesIn(db)]))).toEqual([
        ['a'],
        ['a'],
        ['a'],
      ])
    })

    test('finds nothing in an empty list, and everything outside of it', async () => {
      await store.write(async (tx) => {
        await put(tx, 'a')
        await tx.insertInto('scope').values({ id: 'squad', rev: 7 }).execute()
      })
      const found = await store.read(async (db) => [
        await db.selectFrom('meta').select('name').where('name', 'in', []).execute(),
        await db.selectFrom('meta').select('name').where('name', 'not in', []).execute(),
        await db.selectFrom('scope').select('id').where('rev', 'in', []).execute(),
        await db.selectFrom('scope').select('id').where('rev', 'not in', []).execute(),
      ])
      expect(found).toEqual([[], [{ name: 'a' }], [], [{ id: 'squad' }]])
    })

    test('a statement that is wrong is a fault of the program, and the next one works', async () => {
      await expect(store.read((db) => sql`select * from nowhere`.execute(db))).rejects.not.toBeInstanceOf(Problem)
      await expect(store.query((db) => sql`select * from nowhere`.execute(db))).rejects.not.toBeInstanceOf(Problem)
      expect(await store.query(namesIn)).toEqual([])
      expect(await names()).toEqual([])
    })
  })

  describe(`store: ${name}: what is stored`, () => {
    test.each([
      ['Chinese, emoji and quotes', `占道经营 🚧 "'\\ %_\n\t`],
      ['a million characters', '证'.repeat(1_000_000)],
      ['nothing', ''],
    ])('a text of %s comes back as it was', async (_what, text) => {
      await store.write((tx) => put(tx, 'text', text))
      expect((await store.read((db) => valueOf(db, 'text'))) === text).toBe(true)
    })

    test('a text with a NUL is taken, and the rest of it comes back', async () => {
      await store.write((tx) => put(tx, 'text', 'a\0b'))
      expect(await store.read((db) => valueOf(db, 'text'))).toMatch(/^a[\0\uFFFD]b$/)
    })

    test.each([0, -1, 2 ** 31, Date.UTC(2026, 10, 28), Number.MAX_SAFE_INTEGER])(
      '%i comes back as a number',
      async (rev) => {
        await store.write((tx) => tx.insertInto('scope').values({ id: 'squad', rev }).execute())
        expect(await store.read((db) => db.selectFrom('scope').selectAll().execute())).toEqual([{ id: 'squad', rev }])
      },
    )

    test('counts and sums are numbers', async () => {
      const scopes = [2 ** 40, 2 ** 41].map((rev, index) => ({ id: `squad-${index}`, rev }))
      await store.write((tx) => tx.insertInto('scope').values(scopes).execute())
      const row = await store.query((db) =>
        db
          .selectFrom('scope')
          .select(({ fn }) => [fn.countAll().as('count'), fn.sum('rev').as('sum')])
          .executeTakeFirst(),
      )
      expect(row).toEqual({ count: 2, sum: 3 * 2 ** 40 })
    })

    test('ids stand in the order of their bytes, whatever the language of the database', async () => {
      const ids = ['Z', 'a', 'a-1', 'a/1', 'a1', 'a_1', 'ab', 'é', '中']
      await store.write((tx) =>
        tx
          .insertInto('meta')
          .values([...ids].reverse().map((each) => ({ name: each, value: '' })))
          .execute(),
      )
      expect(await names()).toEqual(ids)
      expect(
        await store.read((db) =>
          db
            .selectFrom('meta')
            .select('name')
            .where('name', '>', 'a/1')
            .where('name', '<', 'ab')
            .orderBy('name')
            .execute(),
        ),
      ).toEqual([{ name: 'a1' }, { name: 'a_1' }])
    })
  })

  describe(`store: ${name}: a feed`, () => {
    const scope = 'squad-1' as ScopeId

    const writeEntry = (id: string): Promise<void> =>
      store.write(async (tx) => {
        const feeds = createFeedWriter(tx)
        feeds.add(scope, await feeds.revisionOf(scope), [id as EntryId])
        await feeds.write()
      })

    test('[SYNC-17] that is read while many write shows every row once, and none behind the cursor afterwards', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `entry-${index}`)
      let isWritten = false
      const writing = Promise.all(ids.map(writeEntry)).then(() => (isWritten = true))
      const seen: string[] = []
      let cursor = 0
      const readOn = async (): Promise<void> => {
        const rows = await store.read((db) =>
          db.selectFrom('feed').select(['id', 'rev']).where('rev', '>', cursor).orderBy('rev').execute(),
        )
        seen.push(...rows.map((row) => row.id))
        cursor = rows.at(-1)?.rev ?? cursor
      }
      while (!isWritten) {
        // SQLite answers at once: without a turn for others nobody would ever write.
        await nextTurn()
        await readOn()
      }
      await writing
      await readOn()
      expect(seen.toSorted()).toEqual(ids.toSorted())
      expect(cursor).toBe(ids.length)
    })
  })

  describe(`store: ${name}: an errand`, () => {
    test('is run by one at a time, and a failed one keeps nobody waiting', async () => {
      const steps: string[] = []
      const errand = (step: string) => async (): Promise<void> => {
        steps.push(`${step} begins`)
        await store.read(namesIn)
        steps.push(`${step} ends`)
        if (step === 'first') throw new Error('the first one fails')
      }
      const first = store.alone('epoch', errand('first'))
      const second = store.alone('epoch', errand('second'))
      await expect(first).rejects.toThrow('the first one fails')
      await second
      // In either order, never one inside the other.
      const [begins, ends] = [steps[0]?.split(' ')[0], steps[1]]
      expect([steps.length, ends]).toEqual([4, `${begins} ends`])
    })

    test('may be done inside another, and writes', async () => {
      await store.alone('start', () => store.alone('epoch', () => store.write((tx) => put(tx, 'a'))))
      expect(await names()).toEqual(['a'])
    })
  })

  test(`store: ${name}: is not opened when a newer build made the tables`, async () => {
    await store.write((tx) => sql`insert into migration (name) values ('9999-of-tomorrow')`.execute(tx))
    await store.close()
    await expect(database.open()).rejects.toBeInstanceOf(StoreTooNewError)
    await database.drop()
    database = await createDatabase()
    store = await database.open()
  })
}
