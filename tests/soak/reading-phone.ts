import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { SyncResponse } from '../../src/protocol/sync.ts'
import type { ApiClient } from '../support/api-client.ts'

/** A phone asks once a minute while it is looked at. */
const everyMs = 60_000
const pageRows = 200

const ask = (client: ApiClient, cursors: Readonly<Record<string, string | null>>): Promise<unknown> =>
  client.post('/api/sync', {
    app: 'soak',
    schema: 1,
    device: client.device,
    epoch: null,
    nonce: randomUUID(),
    clock: { at: new Date().toISOString(), monoMs: 0, bootId: 'soak' },
    entries: [],
    smallParts: [],
    cursors,
    limit: pageRows,
  })

/** Reads what comes new into this squad, page by page, once a minute; a call that fails is made a minute later. */
export async function readUntil(end: AbortSignal, client: ApiClient, scope: string): Promise<void> {
  let cursor: string | null = null
  while (!end.aborted) {
    const answer = (await ask(client, { [scope]: cursor }).catch(() => null)) as SyncResponse | null
    const delta = answer?.deltas?.find((candidate) => candidate.scope === scope)
    if (delta) cursor = delta.to
    if (delta && !delta.complete) continue
    await wait(everyMs, undefined, { signal: end }).catch(() => undefined)
  }
}
