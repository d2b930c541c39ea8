import { nextDueMs, type Lifecycle } from '../../domain/casework/lifecycle.ts'
import { localDate, localTime } from '../../domain/duty/local-day.ts'
import { tasks } from '../texts/zh-CN/tasks.ts'
import { fill, type Catalogue } from '../texts/text.ts'
import { durationWords } from './duration-words.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** 2 天 3 小时, 5 小时 10 分; the minutes of days are nobody's business. */
export function spanWords(t: Catalogue, ms: number): string {
  if (ms < dayMs) return durationWords(t, Math.max(ms, minuteMs))
  const [d, h] = [Math.floor(ms / dayMs), Math.floor((ms % dayMs) / hourMs)]
  return h === 0 ? fill(tasks.days, { d }) : fill(tasks.daysHours, { d, h })
}

/** 11-20 18:00 */
export const momentWords = (ms: number, timeZone: string): string =>
  `${localDate(ms, timeZone).slice(5)} ${localTime(ms, timeZone)}`

/** 还有 2 小时, 已超时 10 分. */
export const leftWords = (t: Catalogue, dueAtMs: number, nowMs: number): string =>
  fill(dueAtMs < nowMs ? tasks.overdue : tasks.left, { time: spanWords(t, Math.abs(dueAtMs - nowMs)) })

export interface ClockWords {
  readonly words: string
  readonly isOverdue: boolean
}

/** How much time is left, in words; what is late says by how much. */
export function clockWords(t: Catalogue, life: Lifecycle, nowMs: number, timeZone: string): ClockWords {
  const dueAtMs = nextDueMs(life)
  if (dueAtMs === null) return { words: tasks.noClock, isOverdue: false }
  const isOverdue = dueAtMs < nowMs
  if (life.stage === 'deferred')
    return { words: fill(tasks.deferredUntil, { date: localDate(dueAtMs, timeZone).slice(5) }), isOverdue }
  return { words: leftWords(t, dueAtMs, nowMs), isOverdue }
}
