/** What may be chosen for the attributes of a sign: keys are ours and go on the wire, words are the field's. */

export const pathsBelow = {
  footway: '人行道',
  carriageway: '车行道',
  entrance: '出入口',
  green: '绿地',
  roof: '屋面',
  other: '其他',
} as const
export type PathBelow = keyof typeof pathsBelow

export const permitStates = { held: '有', filed: '备案', none: '无', notNeeded: '不需要', unknown: '不详' } as const

export const testStates = { valid: '有效', expired: '过期', none: '无', notNeeded: '不需要' } as const

export const frames = {
  sectionSteel: '型钢',
  squareTube: '方管',
  angleSteel: '角钢',
  aluminium: '铝',
  wood: '木',
  none: '无骨架',
  unseen: '不可见',
} as const

export const anticorrosion = {
  paint: '油漆',
  galvanised: '热浸锌',
  stainless: '不锈钢',
  aluminium: '铝',
  unknown: '不明',
} as const

export const faceMaterials = {
  compositePanel: '铝塑板',
  aluminiumStrip: '铝扣板',
  acrylic: '亚克力',
  glass: '玻璃',
  printedCloth: '喷绘布',
  galvanisedSheet: '镀锌板',
  blockboard: '细木工板（违规）',
  other: '其他',
} as const

export const carriers = {
  concrete: '混凝土',
  brick: '砖墙',
  aeratedBlock: '加气块',
  insulation: '外保温层',
  curtainWall: '幕墙',
  stoneCladding: '石材干挂',
  parapet: '女儿墙',
  steel: '钢结构',
  unknown: '不明',
} as const

export const fixings = {
  expansionBolt: '膨胀螺栓',
  chemicalAnchor: '化学锚栓',
  throughBolt: '对穿螺栓',
  weld: '焊接',
  selfTapping: '自攻钉',
  tied: '绑扎',
  unseen: '不可见',
} as const

export const lights = { none: '无', inner: '内光', flood: '外打灯', led: 'LED', neon: '霓虹' } as const

export const ownerKinds = {
  shop: '商户',
  property: '物业',
  adCompany: '广告公司',
  publicUnit: '公共单位',
  ownerless: '无主',
} as const

export const methods = {
  ground: '地面目测',
  binoculars: '望远镜',
  climbing: '登高',
  opened: '拆面板',
  drone: '无人机',
} as const
export type SurveyMethod = keyof typeof methods

/** The keys of one of these tables, for a schema. */
export const keysOf = <T extends object>(table: T): readonly (keyof T & string)[] =>
  Object.keys(table) as (keyof T & string)[]
