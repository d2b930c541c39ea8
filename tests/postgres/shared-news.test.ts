import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ScopeId } from '../../src/domain/ids.ts'
import { createLiveNews } from '../../src/server/live-news.ts'
import { openPostgresStore } from '../../src/server/store/postgres/postgres-store.ts'
import { shareNews, type SharedNews } from '../../src/server/store/postgres/shared-news.ts'
import type { Store } from '../../src/server/store/store.ts'
import { createDatabase } from '../support/postgres-databases.ts'
import { startPostgresWay, type PostgresWay } from '../support/postgres-way.ts'

let url: string
let way: PostgresWay
let store: Store
let news: SharedNews | null

beforeEach(async () => {
  url = await createDatabase()
  way = await startPostgresWay(url)
  store = await openPostgresStore(url)
})
afterEach(async () => {
  await news?.close()
  await store.close()
  await way.close()
})

const listeners = (): Promise<number> =>
  store.query(async (db) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and application_name = 'news of this test'`.execute(db)
    return rows[0]?.n ?? 0
  })

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(10)
}

test('a listener that the database does not take is let go before the next one comes', async () => {
  const isAsked = way.keepBackAfter(`listen `)
  let tries = 0
  news = shareNews({
    settings: { connectionString: way.url, application_name: 'news of this test', query_timeout: 100 },
    local: createLiveNews(),
    server: 'ours',
    wait: async () => {
      tries += 1
    },
  })
  await isAsked
  await until(async () => tries > 0 && (await listeners()) === 1)
  const heard = new Promise<ReadonlySet<ScopeId>>((resolve) => news?.subscribe((scopes) => resolve(scopes)))
  await store.write((tx) => sql`select pg_notify('xunhu_news', '{"from":"another","scopes":["squad-1"]}')`.execute(tx))
  expect([await heard, await listeners()]).toEqual([new Set(['squad-1']), 1])
})
