import type { EntryEnvelope } from '../../src/domain/journal/entry.ts'
import type { SyncRequest, SyncResponse } from '../../src/protocol/sync.ts'
import { entryOf } from './pushed-entries.ts'
import type { TestClient, TestServer } from './test-server.ts'

/** A request that a phone without anything would send; what is given replaces its members. */
export const syncRequest = (
  server: TestServer,
  client: TestClient,
  change: Partial<Record<keyof SyncRequest, unknown>> = {},
): Record<string, unknown> => ({
  app: 'test',
  schema: 1,
  device: client.device,
  epoch: null,
  nonce: 'nonce-0001',
  clock: { at: new Date(server.clock.now()).toISOString(), monoMs: 1, bootId: 'boot' },
  entries: [],
  smallParts: [],
  cursors: {},
  limit: 500,
  ...change,
})

/** One round trip; rejects where the call itself fails. */
export async function sync(
  server: TestServer,
  client: TestClient,
  change: Partial<Record<keyof SyncRequest, unknown>> = {},
): Promise<SyncResponse> {
  const answer = await client.call({ method: 'POST', url: '/api/sync', payload: syncRequest(server, client, change) })
  if (answer.statusCode !== 200) throw new Error(`Sync failed: ${answer.body}`)
  return answer.json()
}

/** The smallest record: one count of a shift. */
export const tallyOf = (
  server: TestServer,
  client: TestClient,
  scope = 'squad-1',
  shift = `shift-of-${scope}`,
): EntryEnvelope =>
  entryOf(server, client, 'duty.tallied', { scope, subjects: () => [shift], data: { counter: 'vendor', delta: 1 } })

export const deltaOf = (answer: SyncResponse, scope: string): SyncResponse['deltas'][number] => {
  const delta = answer.deltas.find((candidate) => candidate.scope === scope)
  if (!delta) throw new Error(`There is no delta of ${scope}.`)
  return delta
}

const cursorsOf = (answer: SyncResponse): Record<string, string> =>
  Object.fromEntries(answer.deltas.map((delta) => [delta.scope, delta.to]))

/** Everything behind these cursors, a page at a time, as a phone reads it. */
export async function pullAll(
  server: TestServer,
  client: TestClient,
  options: { readonly cursors?: Record<string, string>; readonly limit?: number } = {},
): Promise<{ readonly pages: readonly SyncResponse[]; readonly cursors: Record<string, string> }> {
  const pages: SyncResponse[] = []
  let cursors = options.cursors ?? {}
  for (;;) {
    const answer = await sync(server, client, { cursors, limit: options.limit ?? 500 })
    pages.push(answer)
    cursors = cursorsOf(answer)
    if (!answer.more) return { pages, cursors }
  }
}

/** Ids of the entries on these pages, in their order. */
export const entryIdsOf = (pages: readonly SyncResponse[]): string[] =>
  pages.flatMap((page) => page.deltas.flatMap((delta) => delta.entries.map(({ entry }) => entry.id)))
