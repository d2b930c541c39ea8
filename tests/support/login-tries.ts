import type { LightMyRequestResponse } from 'fastify'
import type { DeviceId } from '../../src/domain/ids.ts'
import type { ProblemResponse } from '../../src/protocol/session.ts'
import { newId } from './pushed-entries.ts'
import { testPassword, type TestServer } from './test-server.ts'

export interface LoginTry {
  readonly number?: string
  readonly password?: string
  readonly device?: DeviceId
  /** The address that it comes from. */
  readonly from?: string
}

/** One try to sign in, right or wrong, from a device of its own where none is named. */
export const tryLogin = (
  server: TestServer,
  { number = '1001', password = testPassword, device, from = '10.0.0.1' }: LoginTry = {},
): Promise<LightMyRequestResponse> =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    remoteAddress: from,
    headers: { 'x-xunhu': '1' },
    payload: { number, password, device: device ?? newId<DeviceId>(server) },
  })

export const codeOf = async (answer: Promise<LightMyRequestResponse>): Promise<string> =>
  ((await answer).json() as ProblemResponse).code
