import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localTime, localTimeToMs } from '../../src/domain/duty/local-day.ts'
import type { Shift } from '../../src/domain/duty/shift.ts'
import { assignmentSchemas, collections } from '../../src/domain/journal/assignment.ts'
import { entrySchemas } from '../../src/domain/journal/entry-schemas.ts'
import { correctedAtMs, EntryEnvelope, type JournalEntry } from '../../src/domain/journal/entry.ts'
import { must } from '../../src/lib/must.ts'
import { systemRandom } from '../../src/lib/random.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { createFolderPartStore } from '../../src/server/photos/folder/folder-part-store.ts'
import type { PartStore } from '../../src/server/photos/part-store.ts'
import { ensureSampleBureau, type SampleBureau } from '../../src/server/sample/sample-bureau.ts'
import { keepShiftsToppedUp } from '../../src/server/sample/keep-shifts-topped-up.ts'
import { shiftsAround } from '../../src/server/sample/top-up-shifts.ts'
import { createPasswordHasher } from '../../src/server/services/password-hasher.ts'
import { openSqliteStore } from '../../src/server/store/sqlite/sqlite-store.ts'
import type { Store } from '../../src/server/store/store.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { openDrills } from '../support/open-drills.ts'

const timeZone = 'Asia/Shanghai'
const dayMs = 86_400_000
/** A Friday, 11:30 in Shanghai: the morning's posts are over, the afternoon's are not. */
const startMs = Date.parse('2026-11-20T03:30:00Z')

const clockAt = (nowMs: number): Clock => ({ now: () => nowMs, monotonicMs: () => nowMs })

let folder: string
let store: Store
let bureau: SampleBureau
let partStore: PartStore

/** Cheap, for the cost is not what is tested. */
const passwords = createPasswordHasher(systemRandom, { memoryKiB: 64, passes: 1 })

const start = (nowMs: number, into = store): Promise<SampleBureau> =>
  ensureSampleBureau({ store: into, partStore, clock: clockAt(nowMs), timeZone, passwords })

const loadEntries = async (from = store): Promise<JournalEntry[]> => {
  const rows = await from.read((db) => db.selectFrom('entry').select('json').execute())
  return rows.map((row) => JSON.parse(row.json) as JournalEntry)
}

const loadDocuments = async <T>(collection: string): Promise<T[]> => {
  const rows = await store.read((db) =>
    db.selectFrom('assignment').select('data').where('collection', '=', collection).execute(),
  )
  return rows.map((row) => JSON.parse(row.data) as T)
}

const tableSizes = (): Promise<number[]> =>
  store.read((db) =>
    Promise.all(
      (['entry', 'assignment', 'feed', 'part', 'blob', 'membership', 'person_secret', 'device'] as const).map(
        async (table) => (await db.selectFrom(table).selectAll().execute()).length,
      ),
    ),
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-sample-'))
  store = await openSqliteStore(join(folder, 'sample.sqlite'))
  partStore = createFolderPartStore({ root: join(folder, 'parts'), freeBytes: () => Promise.resolve(1e12) })
  bureau = await start(startMs)
}, 60_000)

afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

describe('the first start', () => {
  test('makes two squads, eight schools, fourteen people and the checklists', async () => {
    const counted = await Promise.all(
      collections.map(async (name) => [name, (await loadDocuments(name)).length] as const),
    )
    expect(Object.fromEntries(counted)).toMatchObject({
      squads: 2,
      schools: 8,
      people: 14,
      streets: 10,
      templates: 2,
      standards: 1,
    })
    expect(bureau.accounts.map((account) => account.number)).toEqual([
      '1001',
      '1002',
      '1003',
      '1004',
      '1005',
      '1006',
      '1101',
      '1102',
      '1103',
      '2001',
      '2002',
      '3001',
      '4001',
      '9001',
    ])
  })

  test('every document and every record passes its schema', async () => {
    for (const name of collections) {
      const documents = await loadDocuments(name)
      expect(documents.filter((data) => !v.is(assignmentSchemas[name], data))).toEqual([])
    }
    const entries = await loadEntries()
    expect(
      entries.filter((entry) => !v.is(EntryEnvelope, entry) || !v.is(entrySchemas[entry.kind], entry.data)),
    ).toEqual([])
  })

  test('one record of the captain came too late, so that 需处理 can be seen at work', async () => {
    const refused = await store.read((db) =>
      db.selectFrom('entry').select(['author', 'kind', 'code']).where('status', '=', 'refused').execute(),
    )
    expect(refused).toEqual([{ author: 'p-2001', kind: 'duty.backfilled', code: 'entry/too-late' }])
  })

  test('all fourteen sign in with the password that it names', async () => {
    const hashes = await store.read((db) => db.selectFrom('person_secret').select('password_hash').execute())
    expect(hashes).toHaveLength(14)
    expect(await passwords.matches(bureau.password, hashes[0]?.password_hash ?? null)).toBe(true)
  })

  test.each([
    ['1101', ['bureau', 'squad-1']],
    ['2002', ['bureau', 'squad-2']],
    ['3001', ['bureau', 'squad-1', 'squad-2']],
    ['9001', ['bureau', 'squad-1', 'squad-2']],
  ])('%s reads %j', async (number, scopes) => {
    const rows = await store.read((db) =>
      db.selectFrom('membership').select('scope').where('person_id', '=', `p-${number}`).orderBy('scope').execute(),
    )
    expect(rows.map((row) => row.scope)).toEqual(scopes)
  })

  test('brings sixty signs and about 120 findings, some closed on site', async () => {
    const entries = await loadEntries()
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length
    expect(count('sign.registered')).toBe(60)
    expect(count('case.reported')).toBeGreaterThanOrEqual(110)
    expect(count('case.reported')).toBeLessThanOrEqual(130)
    const rows = await store.read((db) => db.selectFrom('case_row').select('state').execute())
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['reported', 'closed']))
  })

  test('has surveyed half of the signs, with every sort of outcome, with photos and cases', async () => {
    const entries = await loadEntries()
    const surveys = entries.filter((entry): entry is JournalEntry<'sign.surveyed'> => entry.kind === 'sign.surveyed')
    expect(surveys.length).toBeGreaterThan(25)
    expect(surveys.filter(({ data }) => data.grade === 'MAJOR')).toHaveLength(1)
    for (const grade of ['NONE', 'GENERAL', 'SERIOUS']) expect(surveys.map(({ data }) => data.grade)).toContain(grade)
    const cases = await store.read((db) => db.selectFrom('case_row').select('case_id').execute())
    for (const { id, data, parts } of surveys) {
      expect(parts.length).toBeGreaterThanOrEqual(2)
      if (data.opens) expect(cases.map((row) => row.case_id)).toContain(`case-${id}`)
    }
  })

  test('shows late arrivals, posts with one person, a gap and an arrival without a position', async () => {
    const entries = await loadEntries()
    const arrivals = entries.filter((entry): entry is JournalEntry<'duty.arrived'> => entry.kind === 'duty.arrived')
    const arrivedByShift = Map.groupBy(arrivals, (entry) => entry.subjects[0])
    const worked = shiftsAround(startMs, timeZone).filter(
      (shift) => !shift.drill && Date.parse(shift.endsAt) + 20 * 60_000 < startMs,
    )
    expect(arrivals.some((entry) => entry.data.timeliness === 'late')).toBe(true)
    expect(arrivals.some((entry) => entry.data.placement.placed === 'noFix')).toBe(true)
    expect([...arrivedByShift.values()].some((group) => group.length === 1)).toBe(true)
    expect(worked.filter((shift) => !arrivedByShift.has(shift.id))).toHaveLength(1)
  })

  test('records lie in the past: captured before they were received, received before now', async () => {
    const rows = await store.read((db) => db.selectFrom('entry').select(['corrected_at_ms', 'received_at']).execute())
    expect(rows.filter((row) => Number(row.corrected_at_ms) > Date.parse(row.received_at))).toEqual([])
    expect(rows.filter((row) => Date.parse(row.received_at) > startMs)).toEqual([])
  })

  test('every photo that a record names is stored under the hash of its bytes', async () => {
    const entries = await loadEntries()
    const photos = entries.flatMap((entry) => entry.parts).filter((part) => part.kind === 'photo')
    expect(photos.length).toBeGreaterThan(100)
    for (const sha256 of new Set(photos.map((photo) => photo.sha256))) {
      const stored = must(await partStore.open(sha256), `${sha256} is stored`)
      const bytes = await buffer(stored.stream)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
    const states = await store.read((db) => db.selectFrom('part').select('state').distinct().execute())
    expect(states).toEqual([{ state: 'stored' }])
  })

  test('makes the same records wherever it starts on the same day', async () => {
    const other = await openSqliteStore(join(folder, 'other.sqlite'))
    await start(startMs, other)
    const hashes = (from: Store) =>
      from.read((db) => db.selectFrom('entry').select('content_hash').orderBy('content_hash').execute())
    expect(await hashes(other)).toEqual(await hashes(store))
    await other.close()
  }, 60_000)

  test('signs are registered and surveyed by day, also where the sample is first started at night', async () => {
    const atNight = await openSqliteStore(join(folder, 'night.sqlite'))
    await start(localTimeToMs('2026-11-20', '22:18', timeZone), atNight)
    const times = (await loadEntries(atNight))
      .filter(({ kind }) => kind === 'sign.registered' || kind === 'sign.surveyed')
      .map((entry) => localTime(correctedAtMs(entry), timeZone))
    expect(times.length).toBeGreaterThan(85)
    expect(times.filter((time) => time < '08:00' || time > '18:00')).toEqual([])
    await atNight.close()
  }, 60_000)
})

describe('a later start', () => {
  test('doubles nothing', async () => {
    const before = await tableSizes()
    await start(startMs + 60_000)
    expect(await tableSizes()).toEqual(before)
  })

  test('leaves a shift as a person left it', async () => {
    const id = 'shift-2026-11-24-post-1-east-arrival'
    const removed = { deleted: 1 }
    await store.write((tx) =>
      tx.updateTable('assignment').set(removed).where('collection', '=', 'shifts').where('id', '=', id).execute(),
    )
    await start(startMs + 120_000)
    const row = await store.read((db) =>
      db.selectFrom('assignment').select('deleted').where('id', '=', id).executeTakeFirst(),
    )
    expect(row).toEqual(removed)
  })

  test('a week on, adds the shifts of the new weeks', async () => {
    const count = async () => (await loadDocuments('shifts')).length
    const before = await count()
    await start(startMs + 7 * dayMs)
    // Five teaching days with 25 shifts, less the evenings of one Friday, and two drills on each of seven days.
    expect(await count()).toBe(before + 5 * 25 - 2 + 7 * 2)
  })

  test('a server that runs for months never runs out of posts for practice', async () => {
    const clock = createManualClock(new Date(startMs + 7 * dayMs).toISOString())
    let topUp = (): void => undefined
    const end = keepShiftsToppedUp({
      store,
      clock,
      timeZone,
      repeat: (_everyMs, callback) => {
        topUp = callback
        return () => (topUp = () => undefined)
      },
      onFailure: (failure) => expect(failure).toBeUndefined(),
    })
    for (let day = 0; day < 60; day += 10) {
      clock.advance(10 * dayMs)
      topUp()
      // The queue keeps the order of writes: this one is done after the top-up.
      await store.write(async () => undefined)
    }
    end()
    expect(openDrills(await loadDocuments<Shift>('shifts'), 'p-1001', clock.now())).toHaveLength(1)
  })
})
