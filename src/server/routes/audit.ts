import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { auditActs, type AuditChainResponse, type AuditListResponse } from '../../protocol/audit.ts'
import type { AppDeps } from '../app-deps.ts'
import { listAudit } from '../audit/list-audit.ts'
import { noteSight } from '../audit/note-sight.ts'
import { verifyChain } from '../audit/verify-chain.ts'
import type { CallerOf } from './caller-of.ts'
import { CaseListQuery, toMs } from './office-queries.ts'
import { parseInput } from './request-input.ts'

export const AuditQuery = v.object({
  act: v.optional(v.picklist(auditActs)),
  person: CaseListQuery.entries.person,
  from: CaseListQuery.entries.from,
  to: CaseListQuery.entries.to,
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
})

/** Who saw, took out, changed or erased what. It is read here and written nowhere: lines come with the acts themselves. */
export function registerAuditRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/office/audit', async (request): Promise<AuditListResponse> => {
    const caller = await callerOf(request, 'readAudit')
    const { from, to, ...filter } = parseInput(AuditQuery, request.query)
    await noteSight(deps, caller, { act: 'audit.seen', target: 'audit' })
    return listAudit(deps.store, caller, { ...filter, fromMs: toMs(from), toMs: toMs(to) })
  })

  app.get('/api/office/audit/chain', async (request): Promise<AuditChainResponse> => {
    await callerOf(request, 'readAudit')
    return deps.store.query(verifyChain)
  })
}
