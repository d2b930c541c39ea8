import { foldRoster } from '../../domain/duty/fold-roster.ts'
import type { Swap } from '../../domain/duty/fold-swaps.ts'
import { checkSwap, madeSwap } from '../../domain/duty/make-swap.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import { swapBegun, swapFits } from '../../domain/duty/swap-status.ts'
import type { EntryId, SubjectId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment, putAssignment, type StoredAssignment } from './assignments.ts'
import { entriesAbout } from './entries-about.ts'
import type { FeedWriter } from './feed-writer.ts'
import { allPeople, shiftsOn } from './roster-rules.ts'

const swapKinds: readonly string[] = ['roster.swapAsked', 'roster.swapAnswered', 'roster.swapDecided']

const subjectsOf = (accepted: readonly JournalEntry[]): readonly SubjectId[] => [
  ...new Set(accepted.filter(({ kind }) => swapKinds.includes(kind)).flatMap(({ subjects }) => subjects.slice(0, 1))),
]

/** Whether one of these entries was the last that the request needed: it takes effect then, or never. */
const isCompletedBy = ({ request, answer, decision }: Swap, arrived: ReadonlySet<EntryId>): boolean =>
  answer?.agreed === true &&
  decision?.approved === true &&
  [request, answer.entryId, decision.entryId].some((id) => arrived.has(id))

const shiftOf = (stored: StoredAssignment | null): Shift | undefined => (stored ? (stored.data as Shift) : undefined)

interface Applying {
  readonly tx: Tx
  readonly feeds: FeedWriter
  readonly nowMs: number
}

async function save({ tx, feeds, nowMs }: Applying, swap: Swap, shifts: readonly Shift[]): Promise<void> {
  for (const shift of shifts) {
    const { id, scope } = shift
    await putAssignment(
      tx,
      { collection: 'shifts', id, scope, baseRev: 'any', data: { ...shift } },
      await feeds.revisionOf(scope),
    )
  }
  const by = { actor: swap.decision?.by ?? swap.from, role: 'captain', scope: shifts[0]?.scope ?? '' }
  const acts = shifts.map(({ id, scope }) => {
    return { act: 'document.saved', target: `shifts/${id}`, details: { scope, swap: swap.request } } as const
  })
  await writeAudit(tx, by, nowMs, acts)
}

async function apply(applying: Applying, swap: Swap, scope: string): Promise<void> {
  const { tx, nowMs } = applying
  const given = await findAssignment(tx, 'shifts', swap.shiftId)
  const returned = swap.inReturn ? await findAssignment(tx, 'shifts', swap.inReturn.shiftId) : null
  // A request speaks for the roster of the squad that it was made in, and for no other.
  if ([given, returned].some((stored) => stored !== null && stored.scope !== scope)) return
  const shifts = { shift: shiftOf(given), inReturn: shiftOf(returned) }
  if (swapBegun(swap, nowMs) || !swapFits(swap, shifts)) return
  const made = madeSwap(swap, shifts)
  const days = await shiftsOn(tx, [...new Set(made.map(({ date }) => date))])
  if (checkSwap(made, days, await allPeople(tx)).length > 0) return
  await save(applying, swap, made)
}

/**
 * Changes the roster by each 换班 that these entries completed: asked, agreed to by the colleague, approved by a captain, in any order.
 *
 * One whose shifts were changed meanwhile, have begun, or would break a rule that the captain gave no reason for changes nothing; the
 * roster, which does not name it, says so to everybody.
 */
export async function applySwaps(
  tx: Tx,
  accepted: readonly JournalEntry[],
  feeds: FeedWriter,
  nowMs: number,
): Promise<void> {
  const subjects = subjectsOf(accepted)
  if (subjects.length === 0) return
  const arrived = new Set(accepted.map(({ id }) => id))
  for (const [subject, entries] of await entriesAbout(tx, subjects)) {
    const roster = foldRoster(subject as SubjectId, entries)
    for (const swap of roster?.swaps ?? [])
      if (isCompletedBy(swap, arrived)) await apply({ tx, feeds, nowMs }, swap, roster?.scope ?? '')
  }
}
