import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { DutyBoardResponse } from '../../../src/protocol/office.ts'
import type { PersonId, ScopeId } from '../../../src/domain/ids.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

/** The clock of the tests stands at 14:30 of this day in Shanghai. */
const date = '2026-11-20'

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

const snapshot = (change: Partial<Shift> = {}) => ({
  date,
  session: 'arrival' as const,
  title: '示例一小 · 东门',
  startsAt: '2026-11-20T07:00:00.000Z',
  endsAt: '2026-11-20T08:00:00.000Z',
  ...change,
})

/** Puts a shift on the roster, or takes it off. */
async function roster(id: string, scope = 'squad-1', change: Partial<Shift> = {}, isRemoved = false): Promise<void> {
  const data = { assignees: ['p-1001'], ...snapshot(change), id, scope, drill: false }
  await server.deps.store.write((tx) =>
    putAssignment(tx, {
      collection: 'shifts',
      id,
      scope: scope as ScopeId,
      baseRev: 'any',
      data: isRemoved ? null : data,
    }),
  )
}

const arrival = (
  shiftId: string,
  client = officer,
  scope = 'squad-1',
  basis: 'rostered' | 'standIn' = 'rostered',
): EntryEnvelope =>
  entryOf(server, client, 'duty.arrived', {
    scope,
    subjects: () => [shiftId],
    data: {
      basis,
      shift: snapshot(),
      placement: { placed: 'inside', distanceM: 3, accuracyM: 5 },
      timeliness: 'onTime',
      equipment: [],
    },
  })

async function read(onDate = date, client = captain): Promise<DutyBoardResponse> {
  const answer = await client.call({ url: `/api/office/duty?date=${onDate}` })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

describe('值守', () => {
  test('holds the shifts of the day and of no other, by their start', async () => {
    await roster('shift-late', 'squad-1', { startsAt: '2026-11-20T09:00:00.000Z' })
    await roster('shift-early')
    await roster('shift-tomorrow', 'squad-1', { date: '2026-11-21' })
    expect((await read()).shifts.map(({ shift }) => shift.id)).toEqual(['shift-early', 'shift-late'])
    expect((await read('2026-11-21')).shifts.map(({ shift }) => shift.id)).toEqual(['shift-tomorrow'])
  })

  test('holds the records about each shift, what was taken back with its withdrawal, and nothing of findings', async () => {
    await roster('shift-1')
    const arrived = arrival('shift-1')
    const found = entryOf(server, officer, 'case.reported', {
      scope: 'squad-1',
      subjects: (id) => [`case-${id}`, 'shift-1'],
      data: {
        category: 'a.b',
        categoryLabel: '',
        severity: 'general',
        place: { fix: null, text: '' },
        note: '',
        photoRule: '0',
      },
    })
    const withdrawn = entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => ['shift-1'],
      data: { target: arrived.id },
    })
    const result = await push(server, officer, [arrived, withdrawn, found])
    expect(result.results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
    const [shown] = (await read()).shifts
    expect(shown?.entries.map(({ entry }) => entry.id).sort()).toEqual([arrived.id, withdrawn.id].sort())
  })

  test('shows a stand-in that no roster holds, with the person as its assignee', async () => {
    const entry = arrival('shift-standin', officer, 'squad-1', 'standIn')
    await push(server, officer, [entry])
    const { shifts } = await read()
    expect(shifts.map(({ shift }) => [shift.id, shift.assignees, shift.title])).toEqual([
      ['shift-standin', ['p-1001'], '示例一小 · 东门'],
    ])
    expect(shifts[0]?.entries).toHaveLength(1)
  })

  test('shows no stand-in whose arrival was taken back', async () => {
    const entry = arrival('shift-standin', officer, 'squad-1', 'standIn')
    const withdrawal = entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => ['shift-standin'],
      data: { target: entry.id },
    })
    await push(server, officer, [entry, withdrawal])
    expect((await read()).shifts).toEqual([])
  })

  test('a shift taken off the roster after it was worked is still shown', async () => {
    await roster('shift-1')
    await push(server, officer, [arrival('shift-1')])
    await roster('shift-1', 'squad-1', {}, true)
    expect((await read()).shifts.map(({ shift }) => shift.id)).toEqual(['shift-1'])
  })

  test('a shift taken off the roster that nobody worked is not shown', async () => {
    await roster('shift-1')
    await roster('shift-1', 'squad-1', {}, true)
    expect((await read()).shifts).toEqual([])
  })

  test('tells when a phone of each assigned person last spoke, and null for one that never did', async () => {
    await server.addPerson('1002', 'officer', 'squad-1')
    await roster('shift-1', 'squad-1', { assignees: ['p-1001', 'p-1002'] as PersonId[] })
    await push(server, officer, [])
    const words = new Map((await read()).lastWords.map((word) => [word.personId as string, word.lastWordAt]))
    expect(words.get('p-1001')).toBe(new Date(server.clock.now()).toISOString())
    expect(words.get('p-1002')).toBeNull()
  })

  test('of another squad shows nothing of this one', async () => {
    await server.addPerson('2002', 'captain', 'squad-2')
    const other = await server.login('2002')
    await roster('shift-1')
    await push(server, officer, [arrival('shift-1'), arrival('shift-standin', officer, 'squad-1', 'standIn')])
    expect(await read(date, other)).toMatchObject({ shifts: [], lastWords: [] })
  })

  test.each(['', 'today', '2026-13-40', '2026-11-20T00:00:00Z'])('refuses the date %j', async (bad) => {
    const answer = await captain.call({ url: `/api/office/duty?date=${bad}` })
    expect(answer.statusCode).toBe(400)
  })
})
