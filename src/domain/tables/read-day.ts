import { plainText } from './sheet.ts'

export interface DayRange {
  readonly from: string
  readonly to: string
}

const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/
const digits = /^(\d{4})(\d{2})(\d{2})(?!\d)/
const withoutYear = /^(\d{1,2})[-/.月](\d{1,2})日?/
const dayOnly = /^(\d{1,2})日?$/
/** 周一, (星期一), a time of midnight: said beside a day, and no part of it. */
const besides = /[(]?(周|星期)[一二三四五六日天][)]?|[T ]?00:00(:00)?(\.000Z?)?$/g

/** YYYY-MM-DD of three numbers; null for 30 February. */
function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return isReal ? at.toISOString().slice(0, 10) : null
}

/** One day as people write it (2026-10-1, 2026/10/1, 2026年10月1日, 10月1日); what it leaves out is that of `near`. */
export function readDay(text: string, near: string): string | null {
  const plain = plainText(text).replace(besides, '')
  const [nearYear = 0, nearMonth = 1] = near.split('-').map(Number)
  const whole = full.exec(plain) ?? digits.exec(plain)
  if (whole && whole[0].length === plain.length) return dayOf(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const short = withoutYear.exec(plain)
  if (short && short[0].length === plain.length) return dayOf(nearYear, Number(short[1]), Number(short[2]))
  const only = dayOnly.exec(plain)
  return only ? dayOf(nearYear, nearMonth, Number(only[1])) : null
}

/** One day or several in a row (10月1日至7日, 2026-10-01~2026-10-07); null where it is neither. */
export function readDayRange(text: string, near: string): DayRange | null {
  const plain = plainText(text).replace(besides, '')
  const single = readDay(plain, near)
  if (single) return { from: single, to: single }
  const [first, last, ...more] = plain.split(/[至到~—–]+|(?<=[日\d])-{1,2}(?=\d+[月日]|\d{4}-)/)
  if (first === undefined || last === undefined || more.length > 0) return null
  const from = readDay(first, near)
  const to = from && readDay(last, from)
  return from && to ? { from, to } : null
}
