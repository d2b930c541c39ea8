import type { EntryId, PersonId } from '../ids.ts'
import { correctedAtMs, type JournalEntry } from '../journal/entry.ts'
import type { CaseSentOut, CaseUnitAnswered } from './case-outside.ts'

/** What the unit said, and what the office made of it. */
export interface UnitAnswer {
  readonly entryId: EntryId
  readonly by: PersonId
  readonly atMs: number
  readonly result: CaseUnitAnswered['result']
  readonly text: string
  readonly via: CaseUnitAnswered['via']
  /** Null while the office has not looked at it; `reason` where it was given back. */
  readonly review: { readonly accepted: boolean; readonly reason: string } | null
}

/** A case that is with a unit without an account. */
export interface OutsideWork {
  readonly sheet: CaseSentOut
  readonly sentBy: EntryId
  readonly sentAtMs: number
  readonly answers: readonly UnitAnswer[]
}

export const outsideWorkOf = (entry: JournalEntry<'case.sentOut'>): OutsideWork => ({
  sheet: entry.data,
  sentBy: entry.id,
  sentAtMs: correctedAtMs(entry),
  answers: [],
})

export function withAnswer(work: OutsideWork, entry: JournalEntry<'case.unitAnswered'>): OutsideWork {
  const { result, text, via } = entry.data
  const answer = { entryId: entry.id, by: entry.author, atMs: correctedAtMs(entry), result, text, via, review: null }
  return { ...work, answers: [...work.answers, answer] }
}

export function withReview(work: OutsideWork, { data }: JournalEntry<'case.answerReviewed'>): OutsideWork {
  const review = { accepted: data.accepted, reason: data.accepted ? '' : data.reason }
  return {
    ...work,
    answers: work.answers.map((each) => (each.entryId === data.answer ? { ...each, review } : each)),
  }
}

export const answerIn = (work: OutsideWork | null, answer: EntryId): UnitAnswer | undefined =>
  work?.answers.find(({ entryId }) => entryId === answer)

/** The oldest answer that the office has not looked at. */
export const waitingAnswer = (work: OutsideWork | null): UnitAnswer | undefined =>
  work?.answers.find(({ review }) => review === null)
