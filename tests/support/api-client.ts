import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { samplePassword } from './morning.ts'

/** A phone as the wire sees it; enough to fill a server through its own front door. */
export interface ApiClient {
  readonly personId: string
  readonly device: string
  /** The cookie and our header, for calls that are made by hand. */
  readonly headers: Readonly<Record<string, string>>
  post(path: string, body: unknown): Promise<unknown>
  get(path: string): Promise<unknown>
}

export async function signInByApi(url: string, number: string, password = samplePassword): Promise<ApiClient> {
  const device = uuidV7(Date.now(), systemRandom)
  const headers: Record<string, string> = { 'x-xunhu': '1', 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ number, password, device }),
  })
  if (!answer.ok) throw new Error(`Signing in as ${number} failed: ${await answer.text()}`)
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const { personId } = (await answer.json()) as { personId: string }
  return {
    personId,
    device,
    headers: { 'x-xunhu': '1', cookie },
    post: async (path, body) =>
      (
        await fetch(`${url}${path}`, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(body) })
      ).json(),
    get: async (path) => (await fetch(`${url}${path}`, { headers: { 'x-xunhu': '1', cookie } })).json(),
  }
}
