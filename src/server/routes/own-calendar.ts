import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import type { OwnCalendarLink, OwnCalendarState } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { createCallLimit } from '../services/call-limit.ts'
import { describeOwnCalendar, endOwnCalendar, issueOwnCalendar, readCalendar } from '../services/own-calendar.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

/** A calendar asks every quarter of an hour at most; a squad's phones may share one address. */
const perAddress = { calls: 120, windowMs: 60_000 }

/** 43 characters are 32 bytes in base64url. */
export const CalendarFile = v.object({ file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}\.ics$/)) })
const ending = '.ics'

/** 日历订阅: made, renewed and ended by its person; read by whichever calendar knows the secret address, without a session. */
export function registerOwnCalendarRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/own-calendar', async (request): Promise<OwnCalendarState> =>
    describeOwnCalendar(deps, await callerOf(request)),
  )
  app.post('/api/own-calendar', async (request): Promise<OwnCalendarLink> =>
    issueOwnCalendar(deps, await callerOf(request)),
  )
  app.post('/api/own-calendar/end', async (request) => {
    await endOwnCalendar(deps, await callerOf(request))
    return { done: true }
  })

  const countCall = createCallLimit(deps.clock, perAddress)
  const onRequest = async (request: FastifyRequest): Promise<void> => countCall(request.ip)
  app.get('/api/calendar/:file', { onRequest }, async (request, reply) => {
    const { file } = parseInput(CalendarFile, request.params)
    const text = await readCalendar(deps, file.slice(0, -ending.length))
    return reply.type('text/calendar; charset=utf-8').send(text)
  })
}
