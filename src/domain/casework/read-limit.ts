import { plainText } from '../tables/sheet.ts'
import type { TimeLimit } from './category.ts'

type Unit = TimeLimit['unit']

/** 小时 without 工作 are hours of the clock, and so are 紧急工作时. The longer word comes first. */
const units: readonly (readonly [string, Unit, number])[] = [
  ['紧急工作小时', 'urgentHour', 1],
  ['紧急工作时', 'urgentHour', 1],
  ['紧急小时', 'urgentHour', 1],
  ['紧急工作日', 'urgentDay', 1],
  ['工作小时', 'workHour', 1],
  ['工作时', 'workHour', 1],
  ['小时', 'urgentHour', 1],
  ['分钟', 'urgentHour', 60],
  ['工作日', 'workDay', 1],
  ['工作天', 'workDay', 1],
  ['自然日', 'day', 1],
  ['日历天', 'day', 1],
  ['天', 'day', 1],
  ['日', 'day', 1],
]

const digits = '零一二三四五六七八九'

/** 半, 两, 十五, 24, 0.5; NaN where it is no number. */
function amountOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  if (text === '半') return 0.5
  const [tens, ones] = text.replace('两', '二').split('十') as [string, string?]
  const digitOf = (sign: string, none: number): number => (sign === '' ? none : digits.indexOf(sign))
  return ones === undefined ? digitOf(tens, Number.NaN) : digitOf(tens, 1) * 10 + digitOf(ones, 0)
}

const limitForm = new RegExp(
  `^(?<before>.*?)(?<amount>\\d+(?:\\.\\d+)?|[半一二两三四五六七八九十]+)个?(?<unit>${units.map(([word]) => word).join('|')})` +
    '(?:以内|之内|内)?(?:完成|处置|处理|修复|解决|恢复)?$',
)
/** Longer is a slip of the hand: a year of days, or the hours in which a year is worked. */
const mostOf: Readonly<Record<Unit, number>> = {
  urgentHour: 2_000,
  workHour: 2_000,
  urgentDay: 365,
  workDay: 365,
  day: 365,
}
/** 1-3工作日: nobody can say which of the two is the limit. */
const rangeSigns = /[\d\-~—至到]/

function readOne(text: string): TimeLimit | null {
  const { before = '', amount = '', unit: word = '' } = limitForm.exec(text)?.groups ?? {}
  const known = units.find(([each]) => each === word)
  const value = amountOf(amount)
  if (!known || !(value > 0) || rangeSigns.test(before)) return null
  const condition = before.replace(/[:,，、]+$/, '')
  const limit = { amount: value / known[2], unit: known[1] }
  return limit.amount > mostOf[limit.unit] ? null : { ...(condition === '' ? {} : { condition }), ...limit }
}

/**
 * The limits in one cell of a standard (2紧急工作时, 4小时, 1个工作日内, 种植季节15工作日); null where one of them is not clear.
 *
 * Several stand apart by a semicolon or a line, each with what it is for. A bare number has the unit of its column's title.
 */
export function readLimits(cell: string, titleUnit = ''): readonly TimeLimit[] | null {
  const parts = cell
    .split(/[;；\n]+/)
    .map((part) =>
      plainText(part)
        .replace(/^(\d+[.、]|\(\d+\))(?=\D)/, '')
        .replace(/。$/, ''),
    )
    .filter((part) => part !== '')
  const read = parts.map((part) => readOne(/^\d+(\.\d+)?$/.test(part) ? `${part}${plainText(titleUnit)}` : part))
  const limits = read.filter((limit) => limit !== null)
  if (limits.length === 0 || limits.length < read.length) return null
  if (limits.length > 1 && limits.some(({ condition }) => condition === undefined)) return null
  return limits
}
