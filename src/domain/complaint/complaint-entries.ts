import * as v from 'valibot'
import { EntryId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { CasePlace } from '../casework/case-entries.ts'
import { TimeLimit } from '../casework/category.ts'

/** By which way people turned to the bureau. */
export const complaintSources = [
  'hotline12345',
  'hotline12319',
  'petition',
  'wechat',
  'forum',
  'media',
  'leader',
  'visit',
] as const
export const ComplaintSource = v.picklist(complaintSources)
export type ComplaintSource = v.InferOutput<typeof ComplaintSource>

/**
 * 投诉: somebody turned to the bureau about a case, the one that it opens or an older one. Subjects: the case.
 *
 * Who it was, and in which words, is not here: it must be able to be forgotten, and is kept apart (COMPLAINT-2).
 */
export const ComplaintReceived = v.looseObject({
  source: ComplaintSource,
  /** 工单号, as the source has it. */
  sourceNo: v.optional(v.pipe(v.string(), v.maxLength(60))),
  receivedAt: Instant,
  /** In the office's words, without names and numbers of people. */
  summary: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  /** Where they say it is; the case that it joins may stand a little apart. Absent of older records: where the case is. */
  place: v.optional(CasePlace),
  /** 答复时限, with what it was counted by. */
  limit: TimeLimit,
  calendarVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
  dueAt: Instant,
  /** 第几次反映 about this point, as it was known when it was entered. */
  nth: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type ComplaintReceived = v.InferOutput<typeof ComplaintReceived>

/** 答复. `complaint` is the `complaint.received` that it answers; the newest counts. */
export const ComplaintAnswered = v.looseObject({
  complaint: EntryId,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
})
export type ComplaintAnswered = v.InferOutput<typeof ComplaintAnswered>

export const satisfactions = ['satisfied', 'basically', 'unsatisfied', 'unreachable'] as const
export const Satisfaction = v.picklist(satisfactions)
export type Satisfaction = v.InferOutput<typeof Satisfaction>

/** 回访 after the newest answer. */
export const ComplaintFollowedUp = v.looseObject({
  complaint: EntryId,
  satisfaction: Satisfaction,
  note: v.optional(v.pipe(v.string(), v.maxLength(500))),
})
export type ComplaintFollowedUp = v.InferOutput<typeof ComplaintFollowedUp>
