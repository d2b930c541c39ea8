import type { Random } from '../../../lib/random.ts'
import type { ScopeId } from '../../../domain/ids.ts'
import type { SignRegistered } from '../../../domain/signage/sign-entries.ts'
import type { SignType } from '../../../domain/signage/sign-type.ts'
import { squadOne, squadTwo } from './identities.ts'
import { streetsOf } from './streets.ts'

interface SignForm {
  readonly type: SignType
  readonly widthM: number
  readonly heightM: number
  readonly bottomM: number
}

/** Shop fascias are the bulk of a survey; the large ones are few. */
const forms: readonly SignForm[] = [
  { type: 'FASCIA', widthM: 6, heightM: 1.2, bottomM: 3.2 },
  { type: 'FASCIA', widthM: 4.5, heightM: 1, bottomM: 3 },
  { type: 'LETTER', widthM: 3.6, heightM: 0.9, bottomM: 3.4 },
  { type: 'FASCIA', widthM: 8, heightM: 1.5, bottomM: 3.5 },
  { type: 'PROJECT', widthM: 0.9, heightM: 2.4, bottomM: 4 },
  { type: 'FASCIA', widthM: 5, heightM: 1.1, bottomM: 3.1 },
  { type: 'LED', widthM: 4, heightM: 0.6, bottomM: 3 },
  { type: 'FACADE', widthM: 12, heightM: 6, bottomM: 8 },
  { type: 'ROOF', widthM: 15, heightM: 4, bottomM: 18 },
  { type: 'GROUND', widthM: 1.2, heightM: 2, bottomM: 0 },
  { type: 'POLE', widthM: 6, heightM: 3, bottomM: 9 },
  { type: 'STREET', widthM: 1, heightM: 1.8, bottomM: 2.5 },
]

const trades = [
  '文具',
  '早餐',
  '水果',
  '书店',
  '药房',
  '便利店',
  '理发',
  '五金',
  '面馆',
  '鞋店',
  '花店',
  '打印',
] as const

const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T

/** A sign with the squad that registers it. */
export interface SampleSign {
  readonly scope: ScopeId
  readonly data: SignRegistered
}

function signAt(index: number, random: Random, year: number): SampleSign {
  const scope = index % 2 === 0 ? squadOne : squadTwo
  const street = at(streetsOf(scope), Math.floor(index / 2))
  const [from, to] = [at(street.line, 0), at(street.line, 1)]
  const along = random.next()
  const form = at(forms, index * 5 + Math.floor(random.next() * 3))
  const name = `示例${at(trades, index)}${Math.floor(index / trades.length) + 1}店`
  return {
    scope,
    data: {
      signNo: `示例-${String(index + 1).padStart(4, '0')}`,
      signType: form.type,
      content: name,
      address: `${street.name} ${10 + index * 2} 号`,
      point: {
        lat: Number((from.lat + (to.lat - from.lat) * along).toFixed(6)),
        lng: Number((from.lng + (to.lng - from.lng) * along).toFixed(6)),
      },
      streetId: street.id,
      widthM: form.widthM,
      heightM: form.heightM,
      bottomM: form.bottomM,
      builtYear: random.next() < 0.15 ? null : year - 1 - Math.floor(random.next() * 15),
      ownerName: name,
    },
  }
}

/** The sixty signs of the register. */
export const sampleSigns = (random: Random, year: number): SampleSign[] =>
  Array.from({ length: 60 }, (_, index) => signAt(index, random, year))
