import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import { systemRandom } from '../../src/lib/random.ts'
import type { ApiClient } from '../support/api-client.ts'

/** A count touches no row of the ledger; a case is folded into one. */
export type MadeKind = 'tally' | 'case'

const shifts = 100

/** One made-up record of squad 1, as a phone would push it. */
export function madeEntry(client: ApiClient, kind: MadeKind, index: number, atMs: number): unknown {
  const id = uuidV7(atMs, systemRandom)
  const shift = `shift-bench-${index % shifts}`
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
  if (kind === 'tally')
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
