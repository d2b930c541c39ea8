import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { foldCase } from '../../../src/domain/casework/fold-case.ts'
import type { CaseState } from '../../../src/domain/casework/case-state.ts'
import type { ScopeId, SubjectId } from '../../../src/domain/ids.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import { readEntries } from '../../../src/domain/journal/read-entry.ts'
import { must } from '../../../src/lib/must.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { resumeDeferred } from '../../../src/server/services/resume-deferred.ts'
import { startChores } from '../../../src/server/start-chores.ts'
import { deferralData, filedData } from '../../support/case-decisions.ts'
import { entryOf, findingOf, push } from '../../support/pushed-entries.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const hourMs = 3_600_000
const unit = 'squad-1' as ScopeId
let server: TestServer
let client: ClientOf
let caseId: SubjectId
let untilMs: number

async function does<K extends EntryKind>(number: string, kind: K, data: EntryData[K]): Promise<void> {
  const entry = entryOf(server, client(number), kind, { scope: unit, subjects: () => [caseId], data })
  const [result] = (await push(server, client(number), [entry])).results
  expect(result).toMatchObject({ status: 'accepted' })
  server.clock.advance(60_000)
}

const goTo = (ms: number): void => server.clock.advance(ms - server.clock.now())

async function history(): Promise<CaseDetailResponse['history']> {
  return (await client('2001').call({ url: `/api/office/cases/${caseId}` })).json<CaseDetailResponse>().history
}
const state = async (): Promise<CaseState> => must(foldCase(caseId, readEntries(await history())), 'the case')

/** With six hours left of its limit, deferred for two days. */
beforeEach(async () => {
  server = await createTestServer()
  client = await signInAll(server, [
    ['1001', 'officer', unit],
    ['2001', 'captain', unit],
    ['4001', 'command', unit],
  ])
  const finding = findingOf(server, client('1001'), unit)
  caseId = finding.caseId
  await push(server, client('1001'), [finding.entry])
  const nowMs = server.clock.now()
  untilMs = nowMs + 48 * hourMs
  const limit = { amount: 6, unit: 'urgentHour' } as const
  const dueAt = new Date(nowMs + 6 * hourMs).toISOString()
  await does('2001', 'case.filed', { ...filedData(dueAt), limit })
  await does('2001', 'case.dispatched', { to: unit })
  await does('1001', 'case.accepted', { unit })
  await does('1001', 'case.deferralAsked', { ...deferralData(), unit, until: new Date(untilMs).toISOString() })
  const asked = must((await state()).life.request, 'a request').entryId
  await does('2001', 'case.deferralDecided', { request: asked, as: 'captain', approved: true })
  await does('4001', 'case.deferralDecided', { request: asked, as: 'command', approved: true })
})
afterEach(() => server.close())

test('[ENTRY-68] a deferral goes on by itself when its last milestone has passed, once, with what was left of the limit', async () => {
  const { clock } = (await state()).life
  goTo(untilMs - 1)
  expect(await resumeDeferred(server.deps)).toEqual([])
  goTo(untilMs + 5 * 60_000)
  expect(await resumeDeferred(server.deps)).toEqual([unit])
  expect(await resumeDeferred(server.deps)).toEqual([])
  const leftMs = must(clock.dueAtMs, 'a limit') - must(clock.sinceMs, 'a pause')
  expect(await state()).toMatchObject({
    state: 'handling',
    ineffective: [],
    life: { deferral: null, clock: { state: 'running', sinceMs: untilMs, dueAtMs: untilMs + leftMs } },
  })
  expect((await history()).at(-1)).toMatchObject({
    entry: { kind: 'case.resumed', author: client('1001').personId, data: { byPlan: true } },
    stamp: { authorRole: 'officer' },
  })
  const { rows } = (await client('2001').call({ url: '/api/office/cases?queue=atUnit' })).json()
  expect(rows).toMatchObject([{ caseId, state: 'handling', isTimed: true }])
})

test('[ENTRY-68] what was taken up before is left alone', async () => {
  const dueAt = new Date(untilMs).toISOString()
  await does('1001', 'case.resumed', { dueAt, calendarVersion: 2026 })
  goTo(untilMs + hourMs)
  expect(await resumeDeferred(server.deps)).toEqual([])
})

test('[ENTRY-68] where who asked may not any more, the case stays late until somebody takes it up', async () => {
  await server.deps.store.write((tx) =>
    tx.deleteFrom('membership').where('person_id', '=', client('1001').personId).execute(),
  )
  goTo(untilMs + hourMs)
  expect(await resumeDeferred(server.deps)).toEqual([])
  expect((await state()).state).toBe('deferred')
  const { rows } = (await client('2001').call({ url: '/api/office/cases?overdue=yes&order=actBy' })).json()
  expect(rows).toMatchObject([{ caseId, queue: 'deferred' }])
})

test('[ENTRY-68] a server that runs does it by itself, and ends that with everything else that it does again and again', async () => {
  goTo(untilMs + 60_000)
  let running = 0
  const repeat = (): (() => void) => {
    running += 1
    return () => (running -= 1)
  }
  const log = { warn: vi.fn(), error: vi.fn() }
  const end = startChores({ deps: server.deps, isSample: false, repeat, log: log as never })
  expect(running).toBeGreaterThan(2)
  await vi.waitFor(async () => expect((await state()).state).toBe('handling'))
  end()
  expect(running).toBe(0)
  expect(log.error).not.toHaveBeenCalled()
})
