import * as v from 'valibot'
import { AboutResponse, type SetupRequest } from '../../protocol/session.ts'
import type { HttpClient } from '../http/http-client.ts'

const doneAnswer = v.looseObject({ done: v.boolean() })

/** What the sign-in screen asks without a session. */
export const loadAbout = (http: HttpClient): Promise<AboutResponse> => http.call('GET', '/api/about', AboutResponse)

/** Makes the first administrator by the one-time link; rejects with `setup/closed` when it was used. */
export async function setUpBureau(http: HttpClient, request: SetupRequest): Promise<void> {
  await http.call('POST', '/api/setup', doneAnswer, { body: request })
}
