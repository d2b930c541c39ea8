import { weekdayOf } from '../../../domain/duty/local-day.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import { field } from '../../texts/zh-CN/field.ts'
import { roster } from '../../texts/zh-CN/roster.ts'
import { fill } from '../../texts/text.ts'

/** Apart from the catalogue that every screen carries: only the office reads these. */
export const useRosterTexts = (): typeof roster => roster

export const dayWord = (date: string): string => roster.days[weekdayOf(date) - 1] ?? ''

/** 11月23日 */
export const dateWord = (date: string): string => {
  const [, month = 0, day = 0] = date.split('-').map(Number)
  return fill(roster.date, { month, day })
}

/** 周一 11月23日 示例一小 · 东门 到校; some titles name their session already. */
export function shiftWords({ date, title, session }: Pick<Shift, 'date' | 'title' | 'session'>): string {
  const word = field.sessions[session]
  return [dayWord(date), dateWord(date), title, ...(title.includes(word) ? [] : [word])].join(' ')
}
