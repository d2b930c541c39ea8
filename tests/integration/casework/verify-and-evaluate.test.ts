import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { foldCase } from '../../../src/domain/casework/fold-case.ts'
import type { ScopeId, SubjectId } from '../../../src/domain/ids.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import { readEntries } from '../../../src/domain/journal/read-entry.ts'
import type { CaseDetailResponse, CaseListResponse, InboxResponse } from '../../../src/protocol/office.ts'
import { must } from '../../../src/lib/must.ts'
import * as evaluationSince from '../../../src/server/migrations/0020-evaluation-since.ts'
import { filedData, handledData } from '../../support/case-decisions.ts'
import { entryOf, findingOf, photoRef, push } from '../../support/pushed-entries.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let client: ClientOf
const unit = 'squad-1' as ScopeId
const people = [
  ['1001', 'officer', unit],
  ['1101', 'aux', unit],
  ['2001', 'captain', unit],
  ['1002', 'officer', 'squad-2'],
  ['3001', 'inspector', unit],
  ['4001', 'command', unit],
] as const

beforeEach(async () => {
  server = await createTestServer()
  client = await signInAll(server, people)
})
afterEach(() => server.close())

async function report(): Promise<SubjectId> {
  const { entry, caseId } = findingOf(server, client('1001'), unit)
  await push(server, client('1001'), [entry])
  return caseId
}

async function tryTo<K extends EntryKind>(
  number: string,
  caseId: SubjectId,
  kind: K,
  data: EntryData[K],
  photo = false,
) {
  const role = kind === 'case.handled' ? ('after' as const) : ('scene' as const)
  const parts = photo ? [photoRef(server, Buffer.from(kind + number), role)] : []
  const entry = entryOf(server, client(number), kind, { scope: unit, subjects: () => [caseId], data, parts })
  const [result] = (await push(server, client(number), [entry])).results
  return result?.code ?? result?.status ?? ''
}

const stateOf = async (caseId: SubjectId): Promise<string> =>
  (await client('2001').call({ url: `/api/office/cases/${caseId}` })).json<CaseDetailResponse>().row.state

async function countsOf(number: string): Promise<Readonly<Record<string, number>>> {
  const { counts } = (await client(number).call({ url: '/api/office/inbox' })).json<InboxResponse>()
  return Object.fromEntries(counts.filter(({ count }) => count > 0).map(({ sort, count }) => [sort, count]))
}

const dueAt = (): string => new Date(server.clock.now() + 7_200_000).toISOString()
const asked = (to: ScopeId = unit): EntryData['case.verifyAsked'] => ({ to, reason: '没有照片', dueAt: dueAt() })

async function close(caseId: SubjectId): Promise<void> {
  await tryTo('2001', caseId, 'case.filed', filedData(dueAt()))
  await tryTo('2001', caseId, 'case.dispatched', { to: unit })
  await tryTo('1001', caseId, 'case.accepted', { unit })
  await tryTo('1001', caseId, 'case.handled', handledData(), true)
  await tryTo('2001', caseId, 'case.checked', { passed: true, onSite: false })
}

test('[ENTRY-57] a case waits for a look, is late after two hours, and stands for filing again once somebody has looked', async () => {
  const caseId = await report()
  expect(await tryTo('4001', caseId, 'case.verifyAsked', asked())).toBe('accepted')
  expect([await stateOf(caseId), await countsOf('4001'), await countsOf('2001')]).toEqual([
    'verifyPending',
    { verifying: 1 },
    {},
  ])
  server.clock.advance(3 * 3_600_000)
  expect(await countsOf('4001')).toEqual({ verifying: 1, overdue: 1 })
  await tryTo('1101', caseId, 'case.verified', { unit, exists: true }, true)
  expect([await stateOf(caseId), await countsOf('2001')]).toEqual(['reported', { toFile: 1 }])
})

test('[ENTRY-57] another squad sees the case while it is to look, and no longer; nobody looks for a squad that does not exist', async () => {
  const caseId = await report()
  const see = async (): Promise<number> =>
    (await client('1002').call({ url: `/api/office/cases/${caseId}` })).statusCode
  const other = 'squad-2' as ScopeId
  expect(await tryTo('4001', caseId, 'case.verifyAsked', asked('squad-9' as ScopeId))).toBe('entry/grant-target')
  expect(await tryTo('1002', caseId, 'case.verified', { unit: other, exists: true }, true)).toBe(
    'entry/scope-not-member',
  )
  const before = await see()
  await tryTo('4001', caseId, 'case.verifyAsked', asked(other))
  const granted = () =>
    server.deps.store.query((db) => db.selectFrom('subject_grant').selectAll().where('subject', '=', caseId).execute())
  expect(await granted()).toMatchObject([{ scope: other, ended: 0 }])
  expect(await tryTo('1002', caseId, 'case.verified', { unit: other, exists: false, reason: '没有' }, true)).toBe(
    'accepted',
  )
  expect([await granted(), await stateOf(caseId)]).toMatchObject([[{ scope: other, ended: 1 }], 'rejected'])
  expect(await see()).toBe(before)
})

test('[ENTRY-58] who is not satisfied with the end of a case puts it on the command centre’s desk, and on nobody else’s', async () => {
  const caseId = await report()
  await close(caseId)
  expect(await stateOf(caseId)).toBe('closed')
  await tryTo('3001', caseId, 'case.evaluated', { satisfaction: 'unsatisfied', note: '恢复不彻底' })
  expect([await stateOf(caseId), await countsOf('4001'), await countsOf('3001'), await countsOf('2001')]).toEqual([
    'evaluated',
    { toReopen: 1 },
    {},
    {},
  ])
  await tryTo('4001', caseId, 'case.reopened', { cause: 'unsatisfied', reason: '恢复不彻底' })
  expect([await stateOf(caseId), await countsOf('2001')]).toEqual(['reopened', { toFile: 1 }])
})

test('[ENTRY-58] what is closed waits for an inspector’s word or the complainant’s, and the count is that of the records', async () => {
  const cases = [await report(), await report(), await report(), await report()]
  for (const caseId of cases.slice(0, 3)) await close(caseId)
  const solved = { disposition: 'PERSUADE', note: '已劝离' } as const
  const after = [photoRef(server, Buffer.from('solved'), 'after' as const)]
  const onSite = must(cases[3], 'the fourth case')
  await push(server, client('1001'), [
    entryOf(server, client('1001'), 'case.closedOnSite', {
      scope: unit,
      subjects: () => [onSite],
      data: solved,
      parts: after,
    }),
  ])
  const waiting = async (): Promise<readonly SubjectId[]> => {
    const found: SubjectId[] = []
    for (const caseId of cases) {
      const detail = await client('3001').call({ url: `/api/office/cases/${caseId}` })
      const state = foldCase(caseId, readEntries(detail.json<CaseDetailResponse>().history))
      if (state?.state === 'closed' && state.life.steps.some(({ kind }) => kind === 'case.checked')) found.push(caseId)
    }
    return found.sort()
  }
  const listed = async (): Promise<readonly SubjectId[]> =>
    (await client('3001').call({ url: '/api/office/cases?order=actBy&queue=toEvaluate' }))
      .json<CaseListResponse>()
      .rows.map(({ caseId }) => caseId)
      .sort()
  expect([await waiting(), await stateOf(onSite)]).toEqual([cases.slice(0, 3).sort(), 'closed'])
  expect([await listed(), await countsOf('3001'), await countsOf('2001')]).toEqual([
    await waiting(),
    { toEvaluate: 3 },
    {},
  ])
  await tryTo('3001', must(cases[0], 'the first case'), 'case.evaluated', { satisfaction: 'basically' })
  expect([await waiting(), await listed(), await countsOf('3001')]).toEqual([
    cases.slice(1, 3).sort(),
    cases.slice(1, 3).sort(),
    { toEvaluate: 2 },
  ])
})

test('[ENTRY-58] an evaluation that has waited over three working days is late for who makes it, and for nobody else', async () => {
  const caseId = await report()
  await close(caseId)
  const overdue = async (number: string): Promise<readonly SubjectId[]> =>
    (await client(number).call({ url: '/api/office/cases?order=actBy&overdue=yes' }))
      .json<CaseListResponse>()
      .rows.map((row) => row.caseId)
  server.clock.advance(2 * 24 * 3_600_000)
  expect([await countsOf('3001'), await overdue('3001')]).toEqual([{ toEvaluate: 1 }, []])
  server.clock.advance(8 * 24 * 3_600_000)
  expect([await countsOf('3001'), await overdue('3001')]).toEqual([{ toEvaluate: 1, overdue: 1 }, [caseId]])
  expect([await countsOf('2001'), await overdue('2001')]).toEqual([{}, []])
  // What the list shows is what its file holds.
  const linesOf = async (number: string): Promise<number> =>
    (await client(number).call({ url: '/api/office/case-ledger?format=csv&overdue=yes' })).body.split('\r\n').length
  expect((await linesOf('3001')) - (await linesOf('2001'))).toBe(1)
})

describe('[ENTRY-58] the queue of a database that an older build has served', () => {
  const closeOne = async (): Promise<SubjectId> => {
    const caseId = await report()
    await close(caseId)
    return caseId
  }
  const begin = () => server.deps.store.write((tx) => evaluationSince.up(tx as never))

  test('begins with what is closed from then on; what was closed before may still be evaluated', async () => {
    const before = await closeOne()
    await server.deps.store.write((tx) => tx.updateTable('case_row').set({ fold_version: 12 }).execute())
    await begin()
    server.clock.advance(10 * 24 * 3_600_000)
    expect(await countsOf('3001')).toEqual({})
    await closeOne()
    expect(await countsOf('3001')).toEqual({ toEvaluate: 1 })
    expect(await tryTo('3001', before, 'case.evaluated', { satisfaction: 'basically' })).toBe('accepted')
  })

  test('leaves nothing out where this build has folded all of it', async () => {
    await closeOne()
    await begin()
    expect(await countsOf('3001')).toEqual({ toEvaluate: 1 })
  })
})
