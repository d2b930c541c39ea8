import { createHttpClient, type HttpClient } from '../../src/device/http/http-client.ts'
import type { TestClient } from './test-server.ts'

const asPayload = (body: unknown): { payload?: string | Buffer } =>
  body === undefined ? {} : { payload: body instanceof ArrayBuffer ? Buffer.from(body) : String(body) }

/** The app's own HTTP client, signed in as this person, over the real routes. */
export const createClientHttp = (client: TestClient): HttpClient =>
  createHttpClient({
    fetch: async (url, { method, headers, body }) => {
      const answer = await client.call({
        method: method as 'GET' | 'POST' | 'PUT',
        url,
        headers: headers as Record<string, string>,
        ...asPayload(body),
      })
      return new Response(new Uint8Array(answer.rawPayload), {
        status: answer.statusCode,
        headers: answer.headers as Record<string, string>,
      })
    },
    setTimeout: () => 0,
    clearTimeout: () => undefined,
    gzip: null,
  })
