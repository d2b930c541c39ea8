import { randomUUID } from 'node:crypto'
import type { ApiClient } from '../support/api-client.ts'
import { madeEntry } from './made-entry.ts'

/** One push, as a phone makes it that pulls nothing back. */
export async function pushBatch(client: ApiClient, entries: readonly unknown[]): Promise<void> {
  await client.post('/api/sync', {
    app: 'bench',
    schema: 1,
    device: client.device,
    epoch: null,
    nonce: randomUUID(),
    clock: { at: new Date().toISOString(), monoMs: 0, bootId: 'bench' },
    entries,
    smallParts: [],
    cursors: {},
    limit: 1,
  })
}

/** Pushes `count` made-up records of the last ten days, 200 at a time; every `caseEvery`th is a case. */
export async function pushEntries(client: ApiClient, count: number, caseEvery = 5): Promise<void> {
  const tenDaysMs = 10 * 24 * 60 * 60 * 1000
  for (let start = 0; start < count; start += 200) {
    const entries = Array.from({ length: Math.min(200, count - start) }, (_, offset) =>
      madeEntry(
        client,
        (start + offset) % caseEvery === 0 ? 'case' : 'tally',
        start + offset,
        Date.now() - tenDaysMs + ((start + offset) * tenDaysMs) / count,
      ),
    )
    await pushBatch(client, entries)
  }
}
