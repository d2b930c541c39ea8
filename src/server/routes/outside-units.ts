import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { SubjectId } from '../../domain/ids.ts'
import { OutsideUnitEdit, UnitLinkRequest, UnitLinkRevokeRequest } from '../../protocol/outside.ts'
import type { AppDeps } from '../app-deps.ts'
import { listOutsideUnits, saveOutsideUnit } from '../services/outside-units.ts'
import { issueUnitLink, listUnitLinks, revokeUnitLink } from '../services/unit-links.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

export const UnitLinkQuery = v.object({ case: SubjectId })

/** 外单位: the office's register of them, and the links that it gives out; the calls of src/protocol/outside.ts. */
export function registerOutsideUnitRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/office/units', async (request) => {
    await callerOf(request, 'editUnits')
    return listOutsideUnits(deps.store)
  })

  app.post('/api/office/units', async (request) => {
    const caller = await callerOf(request, 'editUnits')
    await saveOutsideUnit(deps, caller, parseInput(OutsideUnitEdit, request.body))
    return { done: true }
  })

  app.get('/api/office/unit-links', async (request) => {
    const caller = await callerOf(request, 'dispatchCase')
    return listUnitLinks(deps, caller, parseInput(UnitLinkQuery, request.query).case)
  })

  app.post('/api/office/unit-links', async (request) => {
    const caller = await callerOf(request, 'dispatchCase')
    return issueUnitLink(deps, caller, parseInput(UnitLinkRequest, request.body))
  })

  app.post('/api/office/unit-links/revoke', async (request) => {
    const caller = await callerOf(request, 'dispatchCase')
    await revokeUnitLink(deps, caller, parseInput(UnitLinkRevokeRequest, request.body).linkId)
    return { done: true }
  })
}
