import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseListResponse, CaseRow } from '../../../src/protocol/office.ts'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { casePageOf, deskPageOf, filteredCases, type CaseFilter } from '../../../src/server/services/case-page.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

async function list(client: TestClient, query: Record<string, string> = {}): Promise<CaseListResponse> {
  const answer = await client.call({ url: `/api/office/cases?${new URLSearchParams(query).toString()}` })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

const idsOf = (rows: readonly CaseRow[]): readonly string[] => rows.map((row) => row.caseId)

/** Every page until there is none. */
async function walk(client: TestClient, query: Record<string, string>): Promise<readonly CaseRow[]> {
  const rows: CaseRow[] = []
  let page = await list(client, query)
  rows.push(...page.rows)
  while (page.next !== null) {
    page = await list(client, { ...query, cursor: page.next })
    rows.push(...page.rows)
  }
  return rows
}

/** Lines as the fold would have written them; ten share each minute, so that a page ends inside one. */
async function plantCases(scope: string, count: number): Promise<void> {
  const nowMs = server.clock.now()
  await server.deps.store.write(async (tx) => {
    for (let from = 0; from < count; from += 500) {
      const rows = Array.from({ length: Math.min(500, count - from) }, (_, offset) => {
        const index = from + offset
        return {
          case_id: `case-${scope}-${String(index).padStart(6, '0')}`,
          scope,
          state: index % 3 === 0 ? 'closed' : 'reported',
          category: `street.kind${index % 20}`,
          category_label: '店外经营',
          severity: 'general',
          place_text: '示例一小东门',
          school_id: index % 4 === 0 ? 'school-1' : null,
          reporter_id: index % 5 === 0 ? 'p-1001' : 'p-1002',
          reported_at_ms: nowMs - Math.floor(index / 10) * 60_000,
          received_at: new Date(nowMs).toISOString(),
          note: '',
          fold_version: 1,
        }
      })
      await tx.insertInto('case_row').values(rows).execute()
    }
  })
}

describe('台账', () => {
  test('shows a finding as it was reported, with who and where', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1', { note: '占道约两米' })
    await push(server, officer, [entry])
    const page = await list(captain)
    expect([page.total, page.next]).toEqual([1, null])
    expect(page.rows[0]).toMatchObject({
      caseId,
      state: 'reported',
      reporterName: '示例1001',
      placeText: '示例一小东门',
      note: '占道约两米',
      reportedAt: entry.at,
      photosExpected: 0,
    })
  })

  test('counts photos as they arrive, those of supplements too, and shows the first', async () => {
    const pictures = await Promise.all([1, 2, 3].map((hue) => drawnJpeg({ widthPx: 160, heightPx: 120, hue })))
    const [far, near, later] = pictures.map((bytes) => photoRef(server, bytes))
    const { entry, caseId } = findingOf(server, officer, 'squad-1', {
      photos: [far, near].filter((photo) => photo !== undefined),
    })
    const supplement = entryOf(server, officer, 'case.supplemented', {
      scope: 'squad-1',
      subjects: () => [caseId],
      parts: later ? [later] : [],
      data: { note: '' },
    })
    await push(server, officer, [entry, supplement])
    expect((await list(captain)).rows[0]).toMatchObject({ photosExpected: 3, photosStored: 0, firstPhoto: null })
    await upload(officer, pictures[1] ?? Buffer.alloc(0))
    expect((await list(captain)).rows[0]).toMatchObject({
      photosExpected: 3,
      photosStored: 1,
      firstPhoto: near?.partId,
    })
  })

  test('gives every case once, newest first, over pages that end inside one minute', async () => {
    await plantCases('squad-1', 137)
    const rows = await walk(captain, { limit: '25' })
    expect(new Set(idsOf(rows)).size).toBe(137)
    const times = rows.map((row) => Date.parse(row.reportedAt))
    expect(times).toEqual([...times].sort((left, right) => right - left))
  })

  test('merges the squads of somebody who serves them all', async () => {
    await server.addPerson('4001', 'command', 'bureau')
    const command = await server.login('4001')
    await plantCases('squad-1', 40)
    await plantCases('squad-2', 40)
    const rows = await walk(command, { limit: '7' })
    expect(new Set(idsOf(rows)).size).toBe(80)
    expect((await list(command, { limit: '1' })).total).toBe(80)
  })

  test.each([
    [{ state: 'closed' }, (index: number) => index % 3 === 0],
    [{ category: 'street.kind7' }, (index: number) => index % 20 === 7],
    [{ school: 'school-1' }, (index: number) => index % 4 === 0],
    [{ person: 'p-1001' }, (index: number) => index % 5 === 0],
    [
      { state: 'reported', school: 'school-1', person: 'p-1002' },
      (index: number) => index % 3 !== 0 && index % 4 === 0 && index % 5 !== 0,
    ],
  ] as const)('filters by %j', async (query, isWanted) => {
    await plantCases('squad-1', 100)
    const wanted = Array.from({ length: 100 }, (_, index) => index).filter(isWanted).length
    expect(await walk(captain, { ...query, limit: '9' })).toHaveLength(wanted)
    expect((await list(captain, query)).total).toBe(wanted)
  })

  test('filters by time with both ends included', async () => {
    await plantCases('squad-1', 100)
    const at = (minutesAgo: number): string => new Date(server.clock.now() - minutesAgo * 60_000).toISOString()
    expect((await list(captain, { from: at(4), to: at(3) })).total).toBe(20)
    expect((await list(captain, { from: at(0) })).total).toBe(10)
  })

  test('counts no further than 10,000', async () => {
    await plantCases('squad-1', 10_050)
    expect((await list(captain, { limit: '1' })).total).toBe(10_000)
  })

  test.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: '201' }, 'limit'],
    [{ limit: 'many' }, 'limit'],
    [{ state: 'stolen' }, 'state'],
    [{ from: 'yesterday' }, 'from'],
    [{ cursor: 'not ours' }, 'cursor'],
    [{ cursor: Buffer.from('["1","x"]').toString('base64url') }, 'cursor'],
  ])('refuses %j and says where', async (query, path) => {
    const answer = await captain.call({ url: `/api/office/cases?${new URLSearchParams(query).toString()}` })
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed', params: { path } }])
  })

  test.each([
    ['1001', 'officer', 'squad-1'],
    ['1101', 'aux', 'squad-1'],
    ['9001', 'admin', 'bureau'],
  ] as const)('is closed to %s (%s)', async (number, role, scope) => {
    if (number !== '1001') await server.addPerson(number, role, scope)
    const client = await server.login(number)
    for (const url of [
      '/api/office/cases',
      '/api/office/cases/case-x',
      '/api/office/attention',
      '/api/office/duty?date=2026-11-20',
    ]) {
      const answer = await client.call({ url })
      expect([url, answer.statusCode, (answer.json() as { code: string }).code]).toEqual([url, 403, 'access/denied'])
    }
  })
})

describe('how the ledger is read', () => {
  const scope = 'squad-1' as ScopeId
  const fields = {
    state: 'reported',
    category: 'street.kind1',
    school: 'school-1',
    person: 'p-1001',
    fromMs: 1,
    toMs: 2,
  }
  const names = Object.keys(fields) as (keyof typeof fields)[]
  /** Every combination of the six filters. */
  const combinations: readonly CaseFilter[] = Array.from({ length: 2 ** names.length }, (_, bits) =>
    Object.fromEntries(names.filter((_name, place) => bits & (1 << place)).map((name) => [name, fields[name]])),
  )

  const planOf = async (query: { compile(): CompiledQuery }): Promise<string> => {
    const { sql, parameters } = query.compile()
    const plan = await server.deps.store.query((db) =>
      db.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])),
    )
    return plan.rows.map((row) => row.detail).join('; ')
  }

  test('no filter, alone or with others, on the first page or a later one, scans or sorts the table', async () => {
    const plans: string[] = []
    await server.deps.store.query(async (db) => {
      for (const filter of combinations) {
        for (const after of [null, { sortedBy: 1_000, id: 'case-x' }]) {
          plans.push(await planOf(casePageOf(db, { home: scope }, filter, after, 51).selectAll()))
        }
        plans.push(await planOf(filteredCases(db, { home: scope }, filter).select('case_id').limit(10)))
      }
    })
    expect(plans).toHaveLength(64 * 3)
    expect(plans.filter((plan) => /SCAN|TEMP B-TREE/.test(plan))).toEqual([])
    expect(plans.filter((plan) => !/USING (COVERING )?INDEX case_/.test(plan))).toEqual([])
  })

  test('what is due first is a walk along one index, whatever the inbox asks for', async () => {
    const asked: readonly CaseFilter[] = [
      {},
      { queue: 'toFile' },
      { queue: 'toDecide', deciders: ['either', 'captain'] },
      { overdueAtMs: 5_000 },
      { queue: 'toEvaluate', waitsSince: { afterMs: 500, beforeMs: 5_000 } },
      { isSupervised: true },
      { handler: 'p-1001' },
    ]
    const plans = await server.deps.store.query((db) =>
      Promise.all(
        asked.flatMap((filter) =>
          [null, { sortedBy: 1_000, id: 'case-x' }].map((after) =>
            planOf(deskPageOf(db, { home: scope }, filter, after, 51).selectAll()),
          ),
        ),
      ),
    )
    expect(plans.filter((plan) => !/USING INDEX case_/.test(plan) || /SCAN|TEMP B-TREE/.test(plan))).toEqual([])
    // A later page of each, and the queue that begins at a moment on its first too.
    expect(plans.filter((plan) => plan.includes('desk_order>'))).toHaveLength(asked.length + 1)
  })

  test('a later page begins at its place in the index', async () => {
    const plan = await server.deps.store.query((db) =>
      planOf(casePageOf(db, { home: scope }, {}, { sortedBy: 1_000, id: 'case-x' }, 51).selectAll()),
    )
    expect(plan).toContain('reported_at_ms<?')
  })
})
