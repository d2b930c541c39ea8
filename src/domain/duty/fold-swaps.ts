import type { EntryId, PersonId, SubjectId } from '../ids.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import { byRevision } from '../journal/decision-order.ts'
import type { RosterSwapDecided } from './roster-entries.ts'
import type { SeenShift } from './seen-shift.ts'

/** The word of one person about a request. */
interface SwapWord {
  readonly entryId: EntryId
  readonly reason: string
  readonly atMs: number
  /** Whether the server has it; before that it binds nobody. */
  readonly isReceived: boolean
}

/** 换班: one request, what the asked colleague said, and what the captain decided. Whether it took effect is in the shift itself. */
export interface Swap {
  readonly request: EntryId
  readonly shiftId: SubjectId
  readonly shift: SeenShift
  /** What is taken in return; null where the shift is only given. */
  readonly inReturn: { readonly shiftId: SubjectId; readonly shift: SeenShift } | null
  readonly from: PersonId
  readonly to: PersonId
  readonly reason: string
  readonly askedAtMs: number
  readonly answer: (SwapWord & { readonly agreed: boolean }) | null
  readonly decision: (SwapWord & Pick<RosterSwapDecided, 'approved' | 'overrides'> & { readonly by: PersonId }) | null
}

const wordOf = ({
  entry,
  stamp,
}: StampedEntry<'roster.swapAnswered'> | StampedEntry<'roster.swapDecided'>): SwapWord => ({
  entryId: entry.id,
  reason: entry.data.reason ?? '',
  atMs: correctedAtMs(entry),
  isReceived: stamp !== null,
})

/** Only the colleague who was asked answers; the first word by captured time counts. */
function answerTo(asked: JournalEntry<'roster.swapAsked'>, entries: readonly StampedEntry[]): Swap['answer'] {
  for (const { entry, stamp } of entries)
    if (entry.kind === 'roster.swapAnswered' && entry.data.request === asked.id && entry.author === asked.data.to)
      return { ...wordOf({ entry, stamp }), agreed: entry.data.agreed }
  return null
}

/** Nobody decides about a request of their own; the first decision that the server received counts. */
function decisionOn(asked: JournalEntry<'roster.swapAsked'>, entries: readonly StampedEntry[]): Swap['decision'] {
  for (const { entry, stamp } of [...entries].sort(byRevision))
    if (entry.kind === 'roster.swapDecided' && entry.data.request === asked.id && entry.author !== asked.author) {
      const { approved, overrides } = entry.data
      return { ...wordOf({ entry, stamp }), approved, overrides, by: entry.author }
    }
  return null
}

/** The requests about one shift, oldest first, from effective entries in captured order; one that was taken back is none. */
export const foldSwaps = (shiftId: SubjectId, entries: readonly StampedEntry[]): readonly Swap[] =>
  entries.flatMap(({ entry }): readonly Swap[] => {
    const [given, returned] = entry.subjects
    if (entry.kind !== 'roster.swapAsked' || given !== shiftId) return []
    const { shift, inReturn, to, reason } = entry.data
    return [
      {
        request: entry.id,
        shiftId,
        shift,
        inReturn: inReturn && returned ? { shiftId: returned, shift: inReturn } : null,
        from: entry.author,
        to,
        reason: reason ?? '',
        askedAtMs: correctedAtMs(entry),
        answer: answerTo(entry, entries),
        decision: decisionOn(entry, entries),
      },
    ]
  })
