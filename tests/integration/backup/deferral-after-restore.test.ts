import { afterEach, beforeEach, expect, test } from 'vitest'
import { resumeDeferred } from '../../../src/server/services/resume-deferred.ts'
import { openBackedUpServer, type BackedUpServer } from '../../support/backed-up-server.ts'
import { deferCase, historyOf, stateOf } from '../../support/deferred-case.ts'

let here: BackedUpServer

beforeEach(async () => {
  here = await openBackedUpServer()
})
afterEach(() => here.close())

test('[ENTRY-68] a deferral that goes on by itself, and again after a restore, is one record: a phone that has the first sends nothing new', async () => {
  const { caseId, untilMs } = await deferCase(here.server)
  const lastOf = async () => (await historyOf(await here.server.login('2001'), caseId)).at(-1)?.entry
  const { name } = await here.back()
  here.server.clock.advance(untilMs + 60_000 - here.server.clock.now())
  await resumeDeferred(here.server.deps)
  const first = await lastOf()
  expect(first).toMatchObject({ kind: 'case.resumed', data: { byPlan: true } })
  await here.restore(name)
  expect((await stateOf(await here.server.login('2001'), caseId)).state).toBe('deferred')
  here.server.clock.advance(3_600_000)
  await resumeDeferred(here.server.deps)
  expect(await lastOf()).toEqual(first)
})
