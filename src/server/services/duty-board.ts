import type { DutyBoardResponse } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import { loadDutyDay } from './duty-day.ts'
import { loadLastWords } from './last-words.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** 值守 of one day: the shifts of the caller's squads with all records about them, and when each phone last spoke. */
export async function readDutyBoard(
  { store, clock, config }: Pick<AppDeps, 'store' | 'clock' | 'config'>,
  caller: Caller,
  date: string,
): Promise<DutyBoardResponse> {
  const scopes = scopesFor(caller, 'seeDuty')
  if (scopes.length === 0) throw new Problem('access/denied', 'No squad of this person is shown here.')
  return store.query(async (db) => {
    const { shifts, openers } = await loadDutyDay(db, { scopes, date, timeZone: config.timeZone })
    const people = new Set([...shifts.flatMap(({ shift }) => shift.assignees), ...openers])
    return { date, now: new Date(clock.now()).toISOString(), shifts, lastWords: await loadLastWords(db, people) }
  })
}
