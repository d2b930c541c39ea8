import { computed } from 'vue'
import type { RosterState } from '../../../domain/duty/fold-roster.ts'
import type { RosterBlock } from '../../../domain/duty/roster-grid.ts'
import { seenBy } from '../../../domain/duty/roster-news.ts'
import type { PersonId, SubjectId } from '../../../domain/ids.ts'
import { may } from '../../../domain/people/permissions.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import type { Roster } from './use-roster.ts'

export interface RosterSeen {
  /** When each of its people saw the shift as it is published, null who has not; undefined where that says nothing. */
  of(block: RosterBlock): ReadonlyMap<PersonId, number | null> | undefined
  countOf(block: RosterBlock): number | null
}

/**
 * Who has seen what of the published week, by the squad's records on this device.
 *
 * Nothing is said of a shift with unpublished changes, which nobody can have seen, nor of one that has begun, nor to an administrator, who gets no records.
 */
export function useRosterSeen(roster: Roster): RosterSeen {
  const { database, session } = usePerson()
  const isShown = may(session.role, 'seeRecordsOfScope')
  const ids = computed(() =>
    isShown ? [...roster.blocks.value.values()].flatMap(({ shift }): SubjectId[] => (shift ? [shift.id] : [])) : [],
  )
  const said = useLiveQuery<ReadonlyMap<string, RosterState>>(async () => {
    const rows = await database.rosters.bulkGet(ids.value)
    return new Map(rows.flatMap((row) => (row ? [[row.id, row.value]] : [])))
  }, new Map())

  const of: RosterSeen['of'] = (block) => {
    const { shift } = block
    if (!isShown || !shift || shift.assignees.length === 0) return undefined
    if (roster.changedIds.value.has(shift.id) || !roster.canEdit(block)) return undefined
    const state = said.value.get(shift.id)
    const seen = new Set(seenBy(shift, state))
    return new Map(shift.assignees.map((id) => [id, seen.has(id) ? (state?.seen[id]?.atMs ?? null) : null]))
  }
  return {
    of,
    countOf: (block) => {
      const moments = of(block)
      return moments ? [...moments.values()].filter((moment) => moment !== null).length : null
    },
  }
}
