import * as v from 'valibot'
import type { DeviceId } from '../../domain/ids.ts'
import { OwnCalendarLink, OwnCalendarState, OwnSessionsResponse } from '../../protocol/session.ts'
import type { HttpClient } from '../http/http-client.ts'

/** What a person sees to for themselves, online. Rejects as the HTTP client does. */
export interface OwnAccount {
  sessions(): Promise<OwnSessionsResponse['sessions']>
  endSession(device: DeviceId): Promise<void>
  /** Rejects with `password/weak`, or `login/refused` where the present one is wrong. */
  changePassword(current: string, next: string): Promise<void>
  calendar(): Promise<OwnCalendarState>
  /** A new address; the former one opens nothing any more. */
  makeCalendar(): Promise<OwnCalendarLink>
  endCalendar(): Promise<void>
}

const doneAnswer = v.looseObject({ done: v.boolean() })

export const createOwnAccount = (http: HttpClient): OwnAccount => ({
  sessions: async () => (await http.call('GET', '/api/sessions', OwnSessionsResponse)).sessions,
  endSession: async (device) => {
    await http.call('POST', '/api/sessions/end', doneAnswer, { body: { device } })
  },
  changePassword: async (current, next) => {
    await http.call('POST', '/api/password', doneAnswer, { body: { current, next } })
  },
  calendar: () => http.call('GET', '/api/own-calendar', OwnCalendarState),
  makeCalendar: () => http.call('POST', '/api/own-calendar', OwnCalendarLink),
  endCalendar: async () => {
    await http.call('POST', '/api/own-calendar/end', doneAnswer)
  },
})
