import { lateIfSince } from '../../domain/casework/step-limit.ts'
import type { Tx } from '../store/store.ts'
import { readCalendar } from './read-calendar.ts'

/** When the lists of the desks are read, and by whose days. */
export interface DeskTime {
  readonly nowMs: number
  readonly timeZone: string
}

/** Which closed cases wait for their evaluation, and which of them too long. */
export interface EvaluationRule {
  /** Closed after this moment: before it nobody was asked for an evaluation. */
  readonly sinceMs: number
  /** Late where closed before this moment. */
  readonly lateBeforeMs: number
}

export async function readEvaluationRule(db: Tx, { nowMs, timeZone }: DeskTime): Promise<EvaluationRule> {
  const since = await db.selectFrom('meta').select('value').where('name', '=', 'evaluation-since').executeTakeFirst()
  const office = { calendar: await readCalendar(db), timeZone }
  return {
    sinceMs: since ? Date.parse(since.value) : 0,
    lateBeforeMs: lateIfSince('toEvaluate', 'general', nowMs, office),
  }
}
