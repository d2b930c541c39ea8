import type { FastifyRequest } from 'fastify'
import type { Act } from '../../domain/people/permissions.ts'
import { may } from '../../domain/people/permissions.ts'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'
import type { Caller, Sessions } from '../services/sessions.ts'
import { readSessionCookie } from './session-cookie.ts'

/** Who makes this call; rejects with `session/missing`, and with `access/denied` where their role may not do `act`. */
export type CallerOf = (request: FastifyRequest, act?: Act) => Promise<Caller>

/** As `CallerOf`, and a device that is to erase itself after its last upload. */
export type UploaderOf = (request: FastifyRequest) => Promise<Caller>

export const createUploaderOf =
  (sessions: Sessions, config: Config): UploaderOf =>
  (request) =>
    sessions.callerOf(readSessionCookie(request, config), 'lastUpload')

export const createCallerOf =
  (sessions: Sessions, config: Config): CallerOf =>
  async (request, act) => {
    const caller = await sessions.callerOf(readSessionCookie(request, config))
    if (act && !may(caller.person.role, act)) throw new Problem('access/denied', `This role may not: ${act}.`)
    return caller
  }
