import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { collections, type Collection } from '../../domain/journal/assignment.ts'
import { may, type Act } from '../../domain/people/permissions.ts'
import {
  AssignmentBatch,
  AssignmentEdit,
  type AssignmentBatchResponse,
  type AssignmentEditResponse,
  type AssignmentListResponse,
} from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import { editAssignment, editAssignments, readAssignments, StaleEdit } from '../services/edit-assignment.ts'
import type { Caller } from '../services/sessions.ts'
import { listStandardVersions, readStandardVersion } from '../services/standard-versions.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

export const AssignmentQuery = v.object({ collection: v.picklist(collections as [Collection, ...Collection[]]) })

export const StandardParams = v.object({
  version: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
})

const readingActs: readonly Act[] = ['seeDuty', 'editRoster', 'editSchools', 'manageSetUp']

function assertOfOffice(caller: Caller): void {
  if (!readingActs.some((act) => may(caller.person.role, act)))
    throw new Problem('access/denied', 'Phones read these by sync.')
}

const sendStale = (reply: FastifyReply, { problem, current }: StaleEdit): FastifyReply =>
  reply.code(problem.status).send({ code: problem.code, message: problem.message, params: problem.params, current })

/**
 * A whole import in one call: 500 schools of 500 corners, `{"lat":32.640123,"lng":117.020123},` being 35 bytes, are 8.8 MB; the
 * rest of each has 3 KB.
 */
const batchBytes = 500 * (500 * 35 + 3 * 1024)

/** What the office gives to phones: read by collection, edited one document at a time. */
export function registerAssignmentRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/office/assignments', async (request): Promise<AssignmentListResponse> => {
    const caller = await callerOf(request)
    assertOfOffice(caller)
    const { collection } = parseInput(AssignmentQuery, request.query)
    return { documents: [...(await readAssignments(deps, caller, collection))] }
  })

  app.get('/api/office/standards', async (request) => {
    assertOfOffice(await callerOf(request))
    return listStandardVersions(deps.store)
  })

  app.get('/api/office/standards/:version', async (request) => {
    assertOfOffice(await callerOf(request))
    return readStandardVersion(deps.store, parseInput(StandardParams, request.params).version)
  })

  app.post('/api/office/assignments', async (request, reply) => {
    const caller = await callerOf(request)
    try {
      const answer: AssignmentEditResponse = {
        document: await editAssignment(deps, caller, parseInput(AssignmentEdit, request.body)),
      }
      return answer
    } catch (failure) {
      if (failure instanceof StaleEdit) return sendStale(reply, failure)
      throw failure
    }
  })

  // Nobody without a session has so large a body read.
  const onRequest = async (request: FastifyRequest): Promise<void> => void (await callerOf(request))
  app.post('/api/office/assignments/batch', { bodyLimit: batchBytes, onRequest }, async (request, reply) => {
    const caller = await callerOf(request)
    try {
      const { edits } = parseInput(AssignmentBatch, request.body)
      const answer: AssignmentBatchResponse = { saved: await editAssignments(deps, caller, edits) }
      return answer
    } catch (failure) {
      if (failure instanceof StaleEdit) return sendStale(reply, failure)
      throw failure
    }
  })
}
