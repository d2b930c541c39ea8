import { systemRandom } from '../../src/lib/random.ts'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import type { ApiClient } from '../support/api-client.ts'
import { signData, surveyData } from '../support/surveyed-sign.ts'

const types = ['FASCIA', 'LETTER', 'LED', 'POLE'] as const

/** A made-up sign of squad 1 and, of two in three, its survey, as a phone would push them. */
export function madeSign(client: ApiClient, index: number, atMs: number): readonly unknown[] {
  const id = uuidV7(atMs, systemRandom)
  const common = {
    v: 1,
    scope: 'squad-1',
    subjects: [`sign-${id}`],
    author: client.personId,
    device: client.device,
    at: new Date(atMs).toISOString(),
    clock: { offsetMs: 0, monoMs: index, bootId: 'bench' },
    parts: [],
  }
  const sign = signData({
    signNo: `GG-${index}`,
    signType: types[index % types.length]!,
    content: `示例 ${index} 店`,
    address: `示例路 ${index} 号`,
    point: { lat: 32.6 + ((index * 7919) % 1_000) / 11_000, lng: 117 + index / 500_000 },
  })
  const registered = { ...common, id, kind: 'sign.registered', after: [], data: sign }
  if (index % 3 === 0) return [registered]
  const data = surveyData(index % 3 === 1 ? {} : { 'GG-E05': 'NV' }, { sign, nowMs: atMs })
  return [registered, { ...common, id: uuidV7(atMs + 1, systemRandom), kind: 'sign.surveyed', after: [id], data }]
}
