import { randomUUID } from 'node:crypto'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import { systemRandom } from '../../src/lib/random.ts'
import type { ApiClient } from '../support/api-client.ts'

function madeEntry(client: ApiClient, index: number, atMs: number): unknown {
  const id = uuidV7(atMs, systemRandom)
  const shift = `shift-bench-${index % 100}`
  const common = {
    id,
    v: 1,
    scope: 'squad-1',
    after: [],
    author: client.personId,
    device: client.device,
    at: new Date(atMs).toISOString(),
    clock: { offsetMs: 0, monoMs: index, bootId: 'bench' },
    parts: [],
  }
  if (index % 5 !== 0)
    return { ...common, kind: 'duty.tallied', subjects: [shift], data: { counter: 'vendor', delta: 1 } }
  return {
    ...common,
    kind: 'case.reported',
    subjects: [`case-${id}`, shift],
    data: {
      category: 'street.mobileVendor',
      categoryLabel: '无照经营游商',
      severity: 'general',
      place: { fix: null, text: `示例路 ${index} 号`, schoolId: `school-${(index % 4) + 1}` },
      note: '',
      photoRule: '0',
    },
  }
}

/** Pushes `count` made-up records of the last ten days, 200 at a time. */
export async function pushEntries(client: ApiClient, count: number): Promise<void> {
  const tenDaysMs = 10 * 24 * 60 * 60 * 1000
  for (let start = 0; start < count; start += 200) {
    const entries = Array.from({ length: Math.min(200, count - start) }, (_, offset) =>
      madeEntry(client, start + offset, Date.now() - tenDaysMs + ((start + offset) * tenDaysMs) / count),
    )
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
}
