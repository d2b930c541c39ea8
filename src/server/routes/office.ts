import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { SubjectId } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import { noteSight } from '../audit/note-sight.ts'
import { listAttention } from '../services/attention.ts'
import { readCase } from '../services/case-detail.ts'
import { listCases } from '../services/case-list.ts'
import type { DeskTime } from '../services/evaluation-rule.ts'
import { readInbox } from '../services/inbox.ts'
import { findSimilarCases } from '../services/similar-cases.ts'
import { readSign } from '../services/sign-detail.ts'
import { listSigns } from '../services/sign-list.ts'
import { readSignMonths } from '../services/sign-months.ts'
import { listSignPoints } from '../services/sign-points.ts'
import { readSignProgress } from '../services/sign-progress.ts'
import { readDutyBoard } from '../services/duty-board.ts'
import type { CallerOf } from './caller-of.ts'
import { CaseListQuery, DutyQuery, SignListQuery, SignPointsQuery, toCaseFilter } from './office-queries.ts'
import { parseInput } from './request-input.ts'

const CaseParams = v.object({ caseId: SubjectId })
const SignParams = v.object({ signId: SubjectId })

/** What the squad office and the bureau read; the calls of src/protocol/office.ts. */
export function registerOfficeRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  const deskTime = (): DeskTime => ({ nowMs: deps.clock.now(), timeZone: deps.config.timeZone })

  app.get('/api/office/duty', async (request) => {
    const caller = await callerOf(request, 'seeDuty')
    return readDutyBoard(deps, caller, parseInput(DutyQuery, request.query).date)
  })

  app.get('/api/office/cases', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    const time = deskTime()
    return listCases(deps.store, caller, toCaseFilter(parseInput(CaseListQuery, request.query), time.nowMs), time)
  })

  app.get('/api/office/inbox', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return readInbox(deps.store, caller, deskTime())
  })

  app.get('/api/office/cases/:caseId/similar', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return findSimilarCases(deps.store, caller, parseInput(CaseParams, request.params).caseId)
  })

  app.get('/api/office/cases/:caseId', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    const { caseId } = parseInput(CaseParams, request.params)
    const found = await readCase(deps.store, caller, caseId)
    await noteSight(deps, caller, { act: 'case.seen', target: caseId })
    return found
  })

  app.get('/api/office/signs', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    const query = parseInput(SignListQuery, request.query)
    return listSigns(deps.store, caller, query, { nowMs: deps.clock.now(), timeZone: deps.config.timeZone })
  })

  app.get('/api/office/sign-points', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    const filter = parseInput(SignPointsQuery, request.query)
    return listSignPoints(deps.store, caller, filter, { nowMs: deps.clock.now(), timeZone: deps.config.timeZone })
  })
  app.get('/api/office/signs/:signId', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    const { signId } = parseInput(SignParams, request.params)
    const found = await readSign(deps.store, caller, signId, {
      nowMs: deps.clock.now(),
      timeZone: deps.config.timeZone,
    })
    await noteSight(deps, caller, { act: 'sign.seen', target: signId })
    return found
  })

  app.get('/api/office/sign-progress', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return readSignProgress(deps.store, caller, { nowMs: deps.clock.now(), timeZone: deps.config.timeZone })
  })

  app.get('/api/office/sign-months', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return readSignMonths(deps.store, caller, { nowMs: deps.clock.now(), timeZone: deps.config.timeZone })
  })

  app.get('/api/office/attention', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return listAttention(deps.store, caller)
  })
}
