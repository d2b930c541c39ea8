import type { ShiftRow } from '../../../device/database/rows.ts'
import type { PersonId } from '../../../domain/ids.ts'

/**
 * What the order of the day needs of the records: whether this person came and left.
 *
 * Nothing of colleagues, reports or answers leaves the database.
 */
export function dayRowsOf(rows: readonly ShiftRow[], personId: PersonId): readonly ShiftRow[] {
  return rows.flatMap((row) => {
    const mine = row.state.presences.filter((presence) => presence.personId === personId)
    if (mine.length === 0) return []
    const presences = mine.map((presence) => ({ ...presence, report: null, reason: null, equipment: [], away: [] }))
    return [{ ...row, state: { ...row.state, presences, answers: {}, caseIds: [], withdrawn: [] } }]
  })
}
