import type { Shift } from './shift.ts'

/** A published shift with the revision that it has at the server. */
export interface PublishedShift {
  readonly rev: number
  readonly shift: Shift
}
export type Published = ReadonlyMap<string, PublishedShift>

/** One change that is not published: what it started from (null: there was no such shift), and what it makes of it (null: gone). */
export interface RosterChange {
  readonly from: PublishedShift | null
  readonly shift: Shift | null
}

/** The captain's changes, by the shift's id; all else is as published. */
export type RosterDraft = Readonly<Record<string, RosterChange>>

/** What the roster is with the changes. */
export function draftedShifts(published: Published, draft: RosterDraft): readonly Shift[] {
  const untouched = [...published.values()].filter(({ shift }) => !(shift.id in draft)).map(({ shift }) => shift)
  return [...untouched, ...Object.values(draft).flatMap(({ shift }) => (shift ? [shift] : []))]
}

const sameShift = (one: Shift | null, other: Shift | null): boolean =>
  JSON.stringify(one && essence(one)) === JSON.stringify(other && essence(other))

/** What makes a shift what it is, in one order. */
const essence = (shift: Shift) => [
  shift.date,
  shift.session,
  shift.postId ?? '',
  Date.parse(shift.startsAt),
  Date.parse(shift.endsAt),
  shift.assignees,
  shift.lead ?? '',
  shift.streetIds ?? [],
  (shift.overrides ?? []).map(({ code, reason }) => [code, reason]),
]

const without = (draft: RosterDraft, id: string): RosterDraft =>
  Object.fromEntries(Object.entries(draft).filter(([each]) => each !== id))

/** The draft with one shift as given, or without it; a change that leads back to what is published is none. */
export function withShift(draft: RosterDraft, published: Published, id: string, shift: Shift | null): RosterDraft {
  const from = draft[id] ? draft[id].from : (published.get(id) ?? null)
  const others = without(draft, id)
  return sameShift(shift, from?.shift ?? null) ? others : { ...others, [id]: { from, shift } }
}

/** A change whose shift somebody else has published meanwhile: both are shown, and the captain chooses. */
export interface RosterConflict {
  readonly id: string
  readonly mine: Shift | null
  readonly theirs: Shift | null
}

export const conflictsOf = (published: Published, draft: RosterDraft): readonly RosterConflict[] =>
  Object.entries(draft)
    .filter(([id, { from }]) => (published.get(id)?.rev ?? null) !== (from?.rev ?? null))
    .map(([id, { shift }]) => ({ id, mine: shift, theirs: published.get(id)?.shift ?? null }))
    .filter(({ mine, theirs }) => !sameShift(mine, theirs))

/** The draft without what is published by now in the same words. */
export const withoutDone = (published: Published, draft: RosterDraft): RosterDraft =>
  Object.fromEntries(
    Object.entries(draft).filter(([id, { shift }]) => !sameShift(shift, published.get(id)?.shift ?? null)),
  )

/** Mine goes on from theirs, so that publishing replaces it knowingly; theirs drops my change. */
export function settle(published: Published, draft: RosterDraft, id: string, choice: 'mine' | 'theirs'): RosterDraft {
  const change = draft[id]
  const others = without(draft, id)
  if (!change || choice === 'theirs') return others
  return { ...others, [id]: { from: published.get(id) ?? null, shift: change.shift } }
}
