import type { OutsideUnit } from './outside-unit.ts'

/** How standards call units of a kind (责任主体), the most telling words first. */
const wordsOfKind: readonly (readonly [OutsideUnit['kind'], readonly string[]])[] = [
  ['school', ['学校', '教育']],
  ['greening', ['园林', '绿化', '林业']],
  ['sanitation', ['环卫', '环境卫生', '保洁']],
  [
    'utility',
    ['供水', '自来水', '供电', '电力', '燃气', '热力', '通信', '电信', '移动', '联通', '广电', '铁塔', '权属'],
  ],
  ['municipal', ['市政', '排水', '路灯', '道路养护']],
  ['subdistrict', ['街道', '乡镇', '社区', '办事处']],
]

/** 责任单位建议: the unit whose name or kind the standard's 责任主体 names; null where it names none that is in use. */
export function suggestUnit(responsible: string, units: readonly OutsideUnit[]): OutsideUnit | null {
  const active = units.filter((unit) => unit.active)
  const named = active.find(
    ({ name }) => responsible.includes(name) || (responsible !== '' && name.includes(responsible)),
  )
  if (named) return named
  const kinds = wordsOfKind.filter(([, words]) => words.some((word) => responsible.includes(word)))
  return active.find(({ kind }) => kinds[0]?.[0] === kind) ?? null
}
