import type { PersonId, ScopeId, SubjectId } from '../ids.ts'
import type { Acknowledgement, RosterState } from './fold-roster.ts'
import { isBegun } from './roster-grid.ts'
import { changedAspects, seenShiftOf, type SeenShift, type ShiftAspect } from './seen-shift.ts'
import type { Shift } from './shift.ts'

/** What a person has not yet seen of the published roster: a shift, a change of one, or that one is theirs no more. */
export type ShiftNews =
  | { readonly sort: 'new'; readonly shift: Shift }
  | {
      readonly sort: 'changed'
      readonly shift: Shift
      readonly before: SeenShift
      readonly aspects: readonly ShiftAspect[]
    }
  | {
      readonly sort: 'released'
      readonly shiftId: SubjectId
      readonly scope: ScopeId
      readonly before: SeenShift
    }

/** What is news in a shift that the person is rostered for; null where they have seen it as it is. */
function newsOf(shift: Shift, seen: Acknowledgement | undefined): ShiftNews | null {
  if (seen?.standing !== 'assigned') return { sort: 'new', shift }
  const aspects = changedAspects(seen.shift, seenShiftOf(shift))
  return aspects.length === 0 ? null : { sort: 'changed', shift, before: seen.shift, aspects }
}

const startOf = (news: ShiftNews): number =>
  Date.parse(news.sort === 'released' ? news.before.startsAt : news.shift.startsAt)

/** All news of one person, the next shift first; practice and what has begun are none. */
export function rosterNews(input: {
  readonly personId: PersonId
  /** The person's rostered shifts. */
  readonly own: readonly Shift[]
  /** What was said about shifts, the person's acknowledgements among it. */
  readonly said: readonly RosterState[]
  readonly nowMs: number
}): readonly ShiftNews[] {
  const { personId, own, said, nowMs } = input
  const byShift = new Map(said.map((state) => [state.shiftId, state.seen[personId]]))
  const kept = new Set(own.map(({ id }) => id))
  const assigned = own.filter(({ drill }) => !drill).flatMap((shift) => newsOf(shift, byShift.get(shift.id)) ?? [])
  const released = said.flatMap(({ shiftId, scope, seen: { [personId]: seen } }): readonly ShiftNews[] =>
    seen?.standing === 'assigned' && !kept.has(shiftId)
      ? [{ sort: 'released', shiftId, scope, before: seen.shift }]
      : [],
  )
  return [...assigned, ...released]
    .filter((news) => !isBegun(news.sort === 'released' ? news.before : news.shift, nowMs))
    .sort((one, other) => startOf(one) - startOf(other))
}

/** Of the people of a published shift, who has seen it as it is now. */
export const seenBy = (shift: Shift, state: RosterState | undefined): readonly PersonId[] =>
  shift.assignees.filter((personId) => newsOf(shift, state?.seen[personId]) === null)
