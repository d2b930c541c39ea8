import { uuidV7 } from '../../../src/lib/uuid-v7.ts'
import { systemRandom } from '../../../src/lib/random.ts'

/** One finding as every peer stores it: 1.7 KB of JSON. */
export interface Finding {
  readonly id: string
  readonly template: string
  readonly school: string
  readonly squad: string
  readonly category: string
  readonly severity: 'general' | 'major'
  readonly status: 'reported' | 'closed'
  readonly note: string
  readonly lat: number
  readonly lng: number
  readonly accuracyM: number
  readonly atMs: number
  readonly answers: Readonly<Record<string, string>>
}

/** Words that inspectors write; drawn at random, so that a record compresses no better than a real one. */
const characters =
  '校门口东西南北侧人行道被流动摊位占用学生上时只能走到机车已当面劝导主答应七点半以前离开店外经营广告牌松脱垃圾堆放电线杆井盖缺损家长停车拥堵护栏倒伏树枝遮挡'
const answers = ['符合', '不符合', '不适用', '已整改'] as const
const noteLength = 120
const pick = <T>(from: ArrayLike<T>, index: number): T => from[index % from.length] as T
const drawn = <T>(from: ArrayLike<T>): T => pick(from, Math.floor(systemRandom.next() * from.length))
const drawnText = (length: number): string => Array.from({ length }, () => drawn(characters)).join('')

export const madeFinding = (index: number, atMs: number): Finding => ({
  id: uuidV7(atMs, systemRandom),
  template: `xy-street@${index % 3}`,
  school: `school-${index % 40}`,
  squad: 'squad-1',
  category: pick(['street.occupying', 'street.mobileVendor', 'environment.litter'], index),
  severity: index % 7 === 0 ? 'major' : 'general',
  status: 'reported',
  note: drawnText(noteLength),
  lat: 30.5 + systemRandom.next() / 10,
  lng: 114.3 + systemRandom.next() / 10,
  accuracyM: 4 + (index % 20),
  atMs,
  answers: Object.fromEntries(
    Array.from({ length: 20 }, (_, item) => [`xy-item-${item}`, `${drawn(answers)}，现场查看`]),
  ),
})

/** A second apart, the last of them now. */
export const madeFindings = (count: number, nowMs: number): readonly Finding[] =>
  Array.from({ length: count }, (_, index) => madeFinding(index, nowMs - (count - index) * 1_000))

/** Bytes that no compression makes smaller, as a JPEG is. */
export function madePhoto(sizeBytes: number): ArrayBuffer {
  const bytes = new Uint8Array(sizeBytes)
  // As many as `getRandomValues` gives at once.
  for (let from = 0; from < sizeBytes; from += 65_536) crypto.getRandomValues(bytes.subarray(from, from + 65_536))
  return bytes.buffer
}
