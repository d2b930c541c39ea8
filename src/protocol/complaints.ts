import * as v from 'valibot'
import { ComplaintSource, Satisfaction } from '../domain/complaint/complaint-entries.ts'
import { complaintStages } from '../domain/complaint/fold-complaints.ts'
import { EntryId, SubjectId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { CaseRow } from './office.ts'

/** 投诉: a line of the list. */
export const ComplaintRow = v.looseObject({
  complaintId: EntryId,
  caseId: SubjectId,
  scope: v.string(),
  source: ComplaintSource,
  sourceNo: v.string(),
  summary: v.string(),
  placeText: v.string(),
  receivedAt: Instant,
  dueAt: Instant,
  /** 第几次反映. */
  nth: v.number(),
  stage: v.picklist(complaintStages),
  /** Of the first answer; null before it. */
  answeredAt: v.nullable(Instant),
  satisfaction: v.nullable(Satisfaction),
  /** '' where nobody said, or where it was forgotten; masked but for those who may see who complained. */
  name: v.string(),
  phone: v.string(),
  sight: v.optional(v.picklist(['clear', 'masked']), 'masked'),
})
export type ComplaintRow = v.InferOutput<typeof ComplaintRow>

/** GET /api/office/complaints?stage=&cursor=&limit=: what is due first at the top; `done`: the newest first. */
export const ComplaintListResponse = v.looseObject({
  rows: v.array(ComplaintRow),
  next: v.nullable(v.string()),
  counts: v.array(v.looseObject({ stage: v.picklist(complaintStages), count: v.number() })),
})
export type ComplaintListResponse = v.InferOutput<typeof ComplaintListResponse>

/** GET /api/office/complaints/same-point?scope=&category=&place=&lat=&lng=: cases about the same point within a year, the newest first. */
export const SamePointResponse = v.looseObject({
  rows: v.array(v.looseObject({ row: CaseRow, complaints: v.number() })),
})
export type SamePointResponse = v.InferOutput<typeof SamePointResponse>

/** POST /api/office/complaints/known: which of these 工单号 are entered already. */
export const KnownNumbersRequest = v.looseObject({
  numbers: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(60))), v.maxLength(500)),
})
export type KnownNumbersRequest = v.InferOutput<typeof KnownNumbersRequest>
export const KnownNumbersResponse = v.looseObject({ known: v.array(v.string()) })

/** POST /api/office/complainants: who complained, before or after the record; the first word about a complaint stays. */
export const ComplainantsRequest = v.looseObject({
  complainants: v.pipe(
    v.array(
      v.looseObject({
        complaintId: EntryId,
        name: v.pipe(v.string(), v.maxLength(40)),
        phone: v.pipe(v.string(), v.maxLength(30)),
        words: v.pipe(v.string(), v.maxLength(2_000)),
      }),
    ),
    v.minLength(1),
    v.maxLength(200),
  ),
})
export type ComplainantsRequest = v.InferOutput<typeof ComplainantsRequest>

/** GET /api/office/complaints/{complaintId}/complainant: by name and in their words; that somebody looked stands in the audit. */
export const ComplainantResponse = v.looseObject({ name: v.string(), phone: v.string(), words: v.string() })
export type ComplainantResponse = v.InferOutput<typeof ComplainantResponse>
