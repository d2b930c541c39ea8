import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { must } from '../../../src/lib/must.ts'
import { resumeDeferred } from '../../../src/server/services/resume-deferred.ts'
import { startChores } from '../../../src/server/start-chores.ts'
import { deferCase, historyOf, stateOf, unit, type DeferredCase } from '../../support/deferred-case.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const hourMs = 3_600_000
let server: TestServer
let deferred: DeferredCase

const goTo = (ms: number): void => server.clock.advance(ms - server.clock.now())
const captain = () => deferred.client('2001')
const state = () => stateOf(captain(), deferred.caseId)

beforeEach(async () => {
  server = await createTestServer()
  deferred = await deferCase(server)
})
afterEach(() => server.close())

test('[ENTRY-68] a deferral goes on by itself when its last milestone has passed, once, with what was left of the limit', async () => {
  const { untilMs, caseId, client } = deferred
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
  expect((await historyOf(captain(), caseId)).at(-1)).toMatchObject({
    entry: { kind: 'case.resumed', author: client('1010').personId, data: { byPlan: true } },
    stamp: { authorRole: 'officer' },
  })
  const { rows } = (await captain().call({ url: '/api/office/cases?queue=atUnit' })).json()
  expect(rows).toMatchObject([{ caseId, state: 'handling', isTimed: true }])
})

test('[ENTRY-68] what was taken up before is left alone', async () => {
  const dueAt = new Date(deferred.untilMs).toISOString()
  await deferred.does('1010', 'case.resumed', { dueAt, calendarVersion: 2026 })
  goTo(deferred.untilMs + hourMs)
  expect(await resumeDeferred(server.deps)).toEqual([])
})

test('[ENTRY-68] where who asked may not any more, the case stays late until somebody takes it up', async () => {
  const { personId } = deferred.client('1010')
  await server.deps.store.write((tx) => tx.deleteFrom('membership').where('person_id', '=', personId).execute())
  goTo(deferred.untilMs + hourMs)
  expect(await resumeDeferred(server.deps)).toEqual([])
  expect((await state()).state).toBe('deferred')
  const { rows } = (await captain().call({ url: '/api/office/cases?overdue=yes&order=actBy' })).json()
  expect(rows).toMatchObject([{ caseId: deferred.caseId, queue: 'deferred' }])
})

test('[ENTRY-68] a server that runs does it by itself, and ends that with everything else that it does again and again', async () => {
  goTo(deferred.untilMs + 60_000)
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
