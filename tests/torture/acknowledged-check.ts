import { createHash, randomUUID } from 'node:crypto'
import { canonicalJson } from '../../src/lib/canonical-json.ts'
import type { SyncResponse } from '../../src/protocol/sync.ts'
import type { ApiClient } from '../support/api-client.ts'
import type { Acknowledged } from './torture-client.ts'

/** Every entry that the scope's feed shows, page by page, as often as it stands there. */
async function pullAll(client: ApiClient, scope: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const entries: Readonly<Record<string, unknown>>[] = []
  let cursor: string | null = null
  for (;;) {
    const answer = (await client.post('/api/sync', {
      app: 'torture',
      schema: 1,
      device: client.device,
      epoch: null,
      nonce: randomUUID(),
      clock: { at: new Date().toISOString(), monoMs: 0, bootId: 'torture' },
      entries: [],
      smallParts: [],
      cursors: { [scope]: cursor },
      limit: 500,
    })) as SyncResponse
    const delta = answer.deltas.find((candidate) => candidate.scope === scope)
    if (!delta) throw new Error(`${scope} is in no answer.`)
    entries.push(...delta.entries.map(({ entry }) => entry as Readonly<Record<string, unknown>>))
    cursor = delta.to
    if (delta.complete) return entries
  }
}

async function hasPhoto(url: string, client: ApiClient, partId: string, sha256: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/parts/${partId}?size=original`, { headers: client.headers })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return answer.ok && createHash('sha256').update(bytes).digest('hex') === sha256
}

/** Says of everything acknowledged what is lost, doubled or torn; empty when the server has kept its word. */
export async function findBrokenWords(
  url: string,
  client: ApiClient,
  scope: string,
  acknowledged: Acknowledged,
): Promise<readonly string[]> {
  const shown = Map.groupBy(await pullAll(client, scope), (entry) => String(entry['id']))
  const broken = [...acknowledged.refused].map(([id, status]) => `${status}: record ${id}`)
  for (const [id, entry] of acknowledged.entries) {
    const found = shown.get(id) ?? []
    if (found.length === 0) broken.push(`lost: record ${id}`)
    if (found.length > 1) broken.push(`doubled: record ${id}, ${found.length} times`)
    if (found[0] && canonicalJson(found[0]) !== canonicalJson(entry)) broken.push(`torn: record ${id}`)
  }
  for (const [sha256, partId] of acknowledged.photos)
    if (!(await hasPhoto(url, client, partId, sha256))) broken.push(`lost or torn: photo ${partId}`)
  return broken
}
