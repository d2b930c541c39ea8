import type { EntryId, PersonId } from '../ids.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import type { ComplaintReceived, Satisfaction } from './complaint-entries.ts'

/** What waits to be done about a complaint. `unsatisfied` is answered anew; `done` is over. */
export const complaintStages = ['toAnswer', 'toFollowUp', 'unsatisfied', 'done'] as const
export type ComplaintStage = (typeof complaintStages)[number]

/** One complaint about a case, as its records say. */
export interface Complaint {
  readonly id: EntryId
  readonly by: PersonId
  readonly received: ComplaintReceived
  /** The newest answer. */
  readonly answer: { readonly by: PersonId; readonly atMs: number; readonly text: string } | null
  /** The first answer: whether the limit was kept is decided by it. */
  readonly firstAnsweredAtMs: number | null
  /** After the newest answer. */
  readonly followUp: {
    readonly by: PersonId
    readonly atMs: number
    readonly satisfaction: Satisfaction
    readonly note: string
  } | null
  readonly stage: ComplaintStage
}

const received = (item: StampedEntry<'complaint.received'>): Complaint => ({
  id: item.entry.id,
  by: item.entry.author,
  received: item.entry.data,
  answer: null,
  firstAnsweredAtMs: null,
  followUp: null,
  stage: 'toAnswer',
})

function answered(complaint: Complaint, { entry }: StampedEntry<'complaint.answered'>): Complaint {
  const atMs = correctedAtMs(entry)
  const answer = { by: entry.author, atMs, text: entry.data.text }
  const firstAnsweredAtMs = complaint.firstAnsweredAtMs ?? atMs
  return { ...complaint, answer, firstAnsweredAtMs, followUp: null, stage: 'toFollowUp' }
}

function followedUp(complaint: Complaint, { entry }: StampedEntry<'complaint.followedUp'>): Complaint {
  // Somebody who was never answered was not asked about an answer.
  if (complaint.answer === null) return complaint
  const { satisfaction, note } = entry.data
  const followUp = { by: entry.author, atMs: correctedAtMs(entry), satisfaction, note: note ?? '' }
  return { ...complaint, followUp, stage: satisfaction === 'unsatisfied' ? 'unsatisfied' : 'done' }
}

/** The complaints about one case, the first to come first. `entries` in captured order, without those that were taken back. */
export function foldComplaints(entries: readonly StampedEntry[]): readonly Complaint[] {
  const found = new Map<EntryId, Complaint>()
  for (const item of entries)
    if (item.entry.kind === 'complaint.received') found.set(item.entry.id, received(item as never))
  for (const item of entries) {
    const { entry } = item
    if (entry.kind !== 'complaint.answered' && entry.kind !== 'complaint.followedUp') continue
    const complaint = found.get(entry.data.complaint)
    if (!complaint) continue
    const next =
      entry.kind === 'complaint.answered' ? answered(complaint, item as never) : followedUp(complaint, item as never)
    found.set(complaint.id, next)
  }
  return [...found.values()]
}

/**
 * 回访 that speak of an answer: what nobody was answered before is no word about it, nor is one about a complaint that was taken
 * back. In captured order, as they are given.
 */
export function heardFollowUps(entries: readonly StampedEntry[]): readonly StampedEntry<'complaint.followedUp'>[] {
  const complaints = new Set(
    entries.filter(({ entry }) => entry.kind === 'complaint.received').map(({ entry }) => entry.id),
  )
  const answered = new Set<EntryId>()
  const heard: StampedEntry<'complaint.followedUp'>[] = []
  for (const item of entries) {
    const { entry } = item
    if (entry.kind === 'complaint.answered' && complaints.has(entry.data.complaint)) answered.add(entry.data.complaint)
    if (entry.kind === 'complaint.followedUp' && answered.has(entry.data.complaint)) heard.push(item as never)
  }
  return heard
}

/** 重复反映 at one point is 督办 by itself. */
const repeatedFrom = 2

export const isRepeated = (complaints: readonly Complaint[]): boolean =>
  complaints.length >= repeatedFrom || complaints.some(({ received: { nth } }) => nth >= repeatedFrom)
