import { weekdayOf } from '../../../domain/duty/local-day.ts'
import { fill, type Catalogue } from '../../texts/text.ts'

/** “11月20日 周五”. */
export function dayWords(t: Catalogue, date: string): string {
  const [, month = 0, day = 0] = date.split('-').map(Number)
  return fill(t.today.title, { month, day, weekday: t.today.weekdays[weekdayOf(date) - 1] ?? '' })
}
