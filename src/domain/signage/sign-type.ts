import * as v from 'valibot'

/** 广告招牌类型, fourteen of them. */
export const SignType = v.picklist([
  'ROOF',
  'FACADE',
  'PROJECT',
  'FASCIA',
  'LETTER',
  'LED',
  'POLE',
  'GROUND',
  'STREET',
  'BRIDGE',
  'HOARD',
  'TEMP',
  'NEON',
  'OTHER',
])
export type SignType = v.InferOutput<typeof SignType>

export const signTypes: readonly SignType[] = SignType.options

export interface SignTypeRow {
  readonly label: string
  /** 户外广告 or 招牌; where a type can be either, the one that the standards name first. */
  readonly sort: 'ad' | 'signboard'
}

export const signTypeTable: Readonly<Record<SignType, SignTypeRow>> = {
  ROOF: { label: '楼顶广告', sort: 'ad' },
  FACADE: { label: '楼体、墙面广告', sort: 'ad' },
  PROJECT: { label: '侧招、挑出式', sort: 'signboard' },
  FASCIA: { label: '门头招牌', sort: 'signboard' },
  LETTER: { label: '单体字、发光字', sort: 'signboard' },
  LED: { label: '电子显示屏', sort: 'ad' },
  POLE: { label: '独立立柱', sort: 'ad' },
  GROUND: { label: '落地灯箱、立牌', sort: 'ad' },
  STREET: { label: '公共设施附着', sort: 'ad' },
  BRIDGE: { label: '桥体、天桥广告', sort: 'ad' },
  HOARD: { label: '围挡广告', sort: 'ad' },
  TEMP: { label: '条幅、气模、临时', sort: 'ad' },
  NEON: { label: '霓虹灯', sort: 'ad' },
  OTHER: { label: '其他', sort: 'signboard' },
}
