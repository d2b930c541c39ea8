import type { Light } from './light.ts'

/** What a picture is about. */
export const motifs = [
  'gate',
  'vendor',
  'shopGoods',
  'bicycles',
  'cars',
  'posters',
  'leaflets',
  'banner',
  'barbecue',
  'rubbish',
  'manhole',
  'lamp',
  'wire',
  'guardrail',
  'tree',
  'sign',
  'site',
] as const
export type Motif = (typeof motifs)[number]

/** One picture. `settled`: the same place after the work is done. `near` is a closer view of the same place. */
export interface Scene {
  readonly motif: Motif
  readonly light: Light
  readonly view: 'far' | 'near'
  readonly settled: boolean
}
