import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { complaintStages } from '../../domain/complaint/fold-complaints.ts'
import { EntryId, ScopeId } from '../../domain/ids.ts'
import { ComplainantsRequest, KnownNumbersRequest } from '../../protocol/complaints.ts'
import type { AppDeps } from '../app-deps.ts'
import { keepComplainants, knownNumbers, showComplainant } from '../services/complainants.ts'
import { listComplaints } from '../services/complaint-list.ts'
import { findSamePoint } from '../services/same-point.ts'
import type { CallerOf } from './caller-of.ts'
import { CaseListQuery } from './office-queries.ts'
import { parseInput } from './request-input.ts'

export const ComplaintListQuery = v.object({
  stage: v.optional(v.picklist(complaintStages), 'toAnswer'),
  cursor: CaseListQuery.entries.cursor,
  limit: CaseListQuery.entries.limit,
})
const degrees = (most: number) =>
  v.optional(
    v.pipe(v.string(), v.regex(/^-?\d{1,3}(\.\d{1,12})?$/), v.transform(Number), v.minValue(-most), v.maxValue(most)),
  )

export const SamePointQuery = v.object({
  scope: ScopeId,
  category: v.pipe(v.string(), v.maxLength(120)),
  place: v.pipe(v.string(), v.maxLength(200)),
  /** Degrees, both or none: where it was pointed at on the map. */
  lat: degrees(90),
  lng: degrees(180),
})
const ComplaintParams = v.object({ complaintId: EntryId })

/** 投诉; the calls of src/protocol/complaints.ts. What is done about one is recorded through the journal. */
export function registerComplaintRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/office/complaints', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return listComplaints(deps, caller, parseInput(ComplaintListQuery, request.query))
  })

  app.get('/api/office/complaints/same-point', async (request) => {
    const caller = await callerOf(request, 'handleComplaint')
    const { lat, lng, ...asked } = parseInput(SamePointQuery, request.query)
    const point = lat === undefined || lng === undefined ? null : { lat, lng }
    return findSamePoint(deps.store, caller, { ...asked, point }, deps.clock.now())
  })

  app.post('/api/office/complaints/known', async (request) => {
    const caller = await callerOf(request, 'handleComplaint')
    return { known: await knownNumbers(deps.store, caller, parseInput(KnownNumbersRequest, request.body).numbers) }
  })

  app.get('/api/office/complaints/:complaintId/complainant', async (request) => {
    const caller = await callerOf(request, 'seeComplainant')
    return showComplainant(deps, caller, parseInput(ComplaintParams, request.params).complaintId)
  })

  app.post('/api/office/complainants', async (request) => {
    const caller = await callerOf(request, 'handleComplaint')
    await keepComplainants(deps, caller, parseInput(ComplainantsRequest, request.body))
    return { done: true }
  })
}
