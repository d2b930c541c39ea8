import type { EntryId, PersonId } from '../ids.ts'
import { correctedAtMs, type JournalEntry } from '../journal/entry.ts'
import type { CaseSentOut, CaseUnitAnswered, CaseUnitExtensionAsked } from './case-outside.ts'

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

/** 延期 that the unit asked for, and what was decided. */
export interface UnitExtension {
  readonly entryId: EntryId
  readonly atMs: number
  readonly untilMs: number
  readonly reason: string
  readonly via: CaseUnitExtensionAsked['via']
  /** Null while it waits; `reason` where it was refused. */
  readonly decision: { readonly approved: boolean; readonly reason: string } | null
}

/** A case that is with a unit without an account. */
export interface OutsideWork {
  readonly sheet: CaseSentOut
  readonly sentBy: EntryId
  readonly sentAtMs: number
  readonly answers: readonly UnitAnswer[]
  readonly extensions: readonly UnitExtension[]
  /** By when it is to reply: the sheet's moment, or that of the last extension. */
  readonly replyByMs: number
}

export const outsideWorkOf = (entry: JournalEntry<'case.sentOut'>): OutsideWork => ({
  sheet: entry.data,
  sentBy: entry.id,
  sentAtMs: correctedAtMs(entry),
  answers: [],
  extensions: [],
  replyByMs: Date.parse(entry.data.replyBy),
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

/** What it asked for before and nobody has decided is replaced: the last word counts, as with a squad. */
export function withExtension(work: OutsideWork, entry: JournalEntry<'case.unitExtensionAsked'>): OutsideWork {
  const { until, reason, via } = entry.data
  const asked = {
    entryId: entry.id,
    atMs: correctedAtMs(entry),
    untilMs: Date.parse(until),
    reason,
    via,
    decision: null,
  }
  return { ...work, extensions: [...work.extensions.filter(({ decision }) => decision !== null), asked] }
}

/** A granted one moves the day of the reply too; a squad's own request leaves the work as it is. */
export function withExtensionDecided(work: OutsideWork, { data }: JournalEntry<'case.extensionDecided'>): OutsideWork {
  if (!work.extensions.some(({ entryId }) => entryId === data.request)) return work
  const decision = { approved: data.approved, reason: data.approved ? '' : data.reason }
  return {
    ...work,
    extensions: work.extensions.map((each) => (each.entryId === data.request ? { ...each, decision } : each)),
    replyByMs: data.approved ? Date.parse(data.dueAt) : work.replyByMs,
  }
}

export const answerIn = (work: OutsideWork | null, answer: EntryId): UnitAnswer | undefined =>
  work?.answers.find(({ entryId }) => entryId === answer)

/** The oldest answer that the office has not looked at. */
export const waitingAnswer = (work: OutsideWork | null): UnitAnswer | undefined =>
  work?.answers.find(({ review }) => review === null)
