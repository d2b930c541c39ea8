import { ref } from 'vue'
import { given, joined, left, sameOn, type PersonDay, type PersonShift } from '../../../domain/duty/people-week.ts'
import type { RosterBlock } from '../../../domain/duty/roster-grid.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { Roster } from './use-roster.ts'

export interface PersonActions {
  copy(from: PersonShift): void
  /** What was copied, for this person on this day. */
  paste(to: PersonDay): void
  leave(from: PersonShift): void
  join(block: RosterBlock, to: PersonDay): void
  /** The other stands there in place of the one. */
  give(from: PersonShift, to: PersonDay): void
  /** The other stands there too. */
  share(from: PersonShift, to: PersonDay): void
}

/** What the hand and the keyboard do with the week of people × days; nothing happens to what has begun. */
export function usePersonActions({ change, canEdit }: Roster): PersonActions {
  const copied = ref<PersonShift | null>(null)
  const save = (shifts: readonly Shift[]): void => {
    if (shifts.length > 0) change(shifts.map((shift) => [shift.id, shift]))
  }
  const join = (block: RosterBlock | null, { personId }: PersonDay): void => {
    if (block && canEdit(block)) save(joined(block, personId))
  }
  return {
    join,
    copy: (from) => (copied.value = from),
    paste: (to) => {
      if (copied.value) join(sameOn(copied.value, to.date), to)
    },
    leave: (from) => {
      if (canEdit(from.block)) save(left(from))
    },
    give: (from, to) => {
      const block = sameOn(from, to.date)
      if (block && canEdit(block) && canEdit(from.block)) save(given(from, to))
    },
    share: (from, to) => join(sameOn(from, to.date), to),
  }
}
