import * as v from 'valibot'
import { EntryEnvelope } from '../domain/journal/entry.ts'
import { DeviceId, EntryId, PartId, PersonId, ScopeId, SubjectId } from '../domain/ids.ts'
import { PartRef } from '../domain/journal/part-ref.ts'
import { AssignmentDoc } from '../domain/journal/assignment.ts'
import { Shift } from '../domain/duty/shift.ts'
import { seasonKinds } from '../domain/calendar/season.ts'
import { caseStages } from '../domain/casework/case-stage.ts'
import { deskQueues } from '../domain/casework/desk-queue.ts'
import { Severity } from '../domain/casework/severity.ts'
import { Instant } from '../domain/instant.ts'
import { Grade } from '../domain/signage/grade.ts'
import { SignType } from '../domain/signage/sign-type.ts'
import { WireStamp } from './sync.ts'

/** GET /api/office/duty?date=YYYY-MM-DD: the day's shifts of the caller's scopes with all records about them. */
export const DutyBoardResponse = v.looseObject({
  date: v.string(),
  now: Instant,
  shifts: v.array(
    v.looseObject({
      shift: Shift,
      /** Duty entries only (no parts' bytes), in feed order; the screen folds them with the same rule as the phone. */
      entries: v.array(v.looseObject({ entry: EntryEnvelope, stamp: WireStamp })),
    }),
  ),
  /** Last word from any phone of each assigned person; null: never heard of. */
  lastWords: v.array(
    v.looseObject({ personId: PersonId, name: v.string(), role: v.string(), lastWordAt: v.nullable(Instant) }),
  ),
})
export type DutyBoardResponse = v.InferOutput<typeof DutyBoardResponse>

/** 台账 row. */
export const CaseRow = v.looseObject({
  caseId: SubjectId,
  state: v.picklist([...caseStages, 'withdrawn']),
  category: v.string(),
  categoryLabel: v.string(),
  severity: Severity,
  placeText: v.string(),
  schoolId: v.nullable(v.string()),
  reporterId: PersonId,
  reporterName: v.string(),
  scope: v.string(),
  reportedAt: Instant,
  receivedAt: Instant,
  note: v.string(),
  /** 整改时限; null where none was set. */
  dueAt: v.optional(v.nullable(Instant)),
  /** The squad that has it, and who of it; null before a dispatch. */
  unit: v.optional(v.nullable(ScopeId)),
  handlerId: v.optional(v.nullable(PersonId)),
  handlerName: v.optional(v.nullable(v.string())),
  /** What it waits for; null where for nothing, and for what only a newer app knows: the rest of the answer is as good. */
  queue: v.optional(v.fallback(v.nullable(v.picklist(deskQueues)), null)),
  /** By when somebody has to act where `isTimed`, otherwise since when it waits. */
  actBy: v.optional(Instant),
  isTimed: v.optional(v.boolean()),
  supervised: v.optional(v.boolean()),
  /** 外单位 that has it, by name. */
  outside: v.optional(v.nullable(v.string())),
  /** Since when it waits to be dispatched or accepted, each with a limit inside the case’s own; null where for neither. */
  turnSince: v.optional(v.nullable(Instant)),
  photosExpected: v.number(),
  photosStored: v.number(),
  /** First photo, for the list; null while none has arrived. */
  firstPhoto: v.nullable(PartId),
})
export type CaseRow = v.InferOutput<typeof CaseRow>

/**
 * GET /api/office/cases?state=&category=&school=&person=&from=&to=&queue=&overdue=&supervised=&handler=&order=&cursor=&limit=
 *
 * The newest first; with `order=actBy` one queue, or what is open, only: what is due first, or has waited longest, at the top. A
 * queue is the home squad's: what was granted to the caller's squads stands in none of theirs.
 */
export const CaseListResponse = v.looseObject({
  rows: v.array(CaseRow),
  next: v.nullable(v.string()),
  /** Of the whole filter, counted up to 10,000. */
  total: v.number(),
})
export type CaseListResponse = v.InferOutput<typeof CaseListResponse>

/** GET /api/office/inbox: how many cases wait for the caller, by what they wait for; each counted up to 10,000. */
export const InboxResponse = v.looseObject({
  now: Instant,
  counts: v.array(v.looseObject({ sort: v.picklist([...deskQueues, 'overdue', 'supervised']), count: v.number() })),
})
export type InboxResponse = v.InferOutput<typeof InboxResponse>

/** GET /api/office/cases/{caseId}/similar: what may be the same thing, the likeliest first. */
export const SimilarCasesResponse = v.looseObject({
  rows: v.array(
    v.looseObject({
      row: CaseRow,
      /** Null where the place of either is not known. */
      distanceM: v.nullable(v.number()),
      apartMs: v.number(),
    }),
  ),
})
export type SimilarCasesResponse = v.InferOutput<typeof SimilarCasesResponse>

/** GET /api/office/cases/{caseId} */
export const CaseDetailResponse = v.looseObject({
  row: CaseRow,
  history: v.array(v.looseObject({ entry: EntryEnvelope, stamp: WireStamp, authorName: v.string() })),
  parts: v.array(
    v.looseObject({
      ref: PartRef,
      entryId: EntryId,
      state: v.picklist(['expected', 'stored', 'unreadable', 'erased']),
      storedAt: v.nullable(Instant),
    }),
  ),
})
export type CaseDetailResponse = v.InferOutput<typeof CaseDetailResponse>

/** 招牌: a line of the register. */
export const SignRow = v.looseObject({
  signId: SubjectId,
  scope: v.string(),
  signNo: v.string(),
  signType: SignType,
  content: v.string(),
  address: v.string(),
  /** '' where no street is known. */
  streetId: v.string(),
  /** Null before the first survey. */
  grade: v.nullable(Grade),
  exposure: v.string(),
  surveyedAt: v.nullable(Instant),
  /** Of the cycle, or of a wind or a season where that comes first. */
  nextCheckDate: v.nullable(v.string()),
  /** 大风后复查: by when, where a wind asks for it. */
  recheckBy: v.optional(v.nullable(Instant)),
  /** 大风季前, 雷雨季前: where a season asks for the next check. */
  beforeSeason: v.optional(v.nullable(v.picklist(seasonKinds))),
  dueAt: v.nullable(Instant),
  /** 申请降级: none, waiting for the captain, decided. */
  lowering: v.picklist(['', 'asked', 'decided']),
})
export type SignRow = v.InferOutput<typeof SignRow>

/** GET /api/office/signs?grade=&type=&street=&overdue=&lowering=&cursor=&limit= (worst first; `grade=unsurveyed`: none yet). */
export const SignListResponse = v.looseObject({
  rows: v.array(SignRow),
  next: v.nullable(v.string()),
  total: v.number(),
})
export type SignListResponse = v.InferOutput<typeof SignListResponse>

/** GET /api/office/signs/{signId}: the screen folds the history with the same rule as the phone. */
export const SignDetailResponse = v.looseObject({
  row: SignRow,
  history: CaseDetailResponse.entries.history,
  parts: CaseDetailResponse.entries.parts,
  /** Its cases, as the ledger has them, the newest first. */
  cases: v.array(CaseRow),
})
export type SignDetailResponse = v.InferOutput<typeof SignDetailResponse>

/** GET /api/office/sign-progress: by street and by grade; `overdue` are past their limit or the day of their next check. */
export const SignProgressResponse = v.looseObject({
  grades: v.array(v.looseObject({ grade: v.string(), count: v.number() })),
  streets: v.array(v.looseObject({ streetId: v.string(), all: v.number(), surveyed: v.number() })),
  overdue: v.number(),
})
export type SignProgressResponse = v.InferOutput<typeof SignProgressResponse>

/** GET /api/office/sign-months: how many signs stood at which grade when each of the last 13 months ended, oldest first. */
export const SignMonthsResponse = v.looseObject({
  months: v.array(v.looseObject({ month: v.string(), standing: v.record(Grade, v.number()) })),
})
export type SignMonthsResponse = v.InferOutput<typeof SignMonthsResponse>

/** GET /api/office/attention: refused and quarantined entries of the caller's scopes, newest first. */
export const AttentionResponse = v.looseObject({
  rows: v.array(
    v.looseObject({
      entryId: v.nullable(v.string()),
      authorName: v.nullable(v.string()),
      kind: v.nullable(v.string()),
      status: v.picklist(['refused', 'quarantined']),
      code: v.string(),
      receivedAt: Instant,
    }),
  ),
})
export type AttentionResponse = v.InferOutput<typeof AttentionResponse>

/** POST /api/office/assignments: one edit. `baseRev` null creates. 409 `assignment/stale` carries `current`. */
export const AssignmentEdit = v.looseObject({
  collection: v.picklist(['people', 'squads', 'schools', 'streets', 'shifts', 'calendars', 'alerts', 'standards']),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  scope: v.string(),
  baseRev: v.nullable(v.number()),
  /** Null removes (a shift whose window opened is refused). */
  data: v.nullable(v.record(v.string(), v.unknown())),
  /** Only with `people`: sets the password. */
  password: v.optional(v.pipe(v.string(), v.minLength(8), v.maxLength(200))),
})
export type AssignmentEdit = v.InferOutput<typeof AssignmentEdit>

/** One 招牌 on the office's map. */
export const SignPoint = v.looseObject({
  signId: SubjectId,
  lat: v.number(),
  lng: v.number(),
  /** Null before the first survey. */
  grade: v.nullable(Grade),
  content: v.string(),
  address: v.string(),
})
export type SignPoint = v.InferOutput<typeof SignPoint>

/** GET /api/office/sign-points with the filter of the register: where the signs stand, 20,000 of the worst at most. */
export const SignPointsResponse = v.looseObject({ points: v.array(SignPoint), total: v.number() })
export type SignPointsResponse = v.InferOutput<typeof SignPointsResponse>

/** POST /api/office/assignments/batch: all of these edits or none of them, as an import makes them. */
export const AssignmentBatch = v.looseObject({
  edits: v.pipe(v.array(AssignmentEdit), v.minLength(1), v.maxLength(500)),
})
export type AssignmentBatch = v.InferOutput<typeof AssignmentBatch>
export const AssignmentBatchResponse = v.looseObject({ saved: v.number() })
export type AssignmentBatchResponse = v.InferOutput<typeof AssignmentBatchResponse>

/** GET /api/office/assignments?collection= */
export const AssignmentListResponse = v.looseObject({ documents: v.array(AssignmentDoc) })
export type AssignmentListResponse = v.InferOutput<typeof AssignmentListResponse>

/** Answer to an edit: the document as it now is, null once removed. */
export const AssignmentEditResponse = v.looseObject({ document: v.nullable(AssignmentDoc) })
export type AssignmentEditResponse = v.InferOutput<typeof AssignmentEditResponse>

/** `retired` (遗失, 离职): a last upload, then it erases. `stolen` (被盗): it erases at once and sends nothing. */
export const RevokedAs = v.picklist(['retired', 'stolen'])
export type RevokedAs = v.InferOutput<typeof RevokedAs>

/** GET /api/office/devices?person=: the devices that the person, or anybody, signed in on, the one that spoke last first. */
export const DeviceListResponse = v.looseObject({
  devices: v.array(
    v.looseObject({
      device: DeviceId,
      /** Null where it has never synced. */
      lastWordAt: v.nullable(Instant),
      app: v.string(),
      /** By its own last word: what is only on that phone. */
      unsentEntries: v.number(),
      unsentParts: v.number(),
      revoked: v.boolean(),
      personId: v.optional(PersonId),
      /** By its own last word: since when the oldest of it waits, whether its browser may clear it, and how much room is left. */
      oldestUnsentAt: v.optional(v.nullable(Instant)),
      storage: v.optional(v.picklist(['persisted', 'bestEffort', 'unknown'])),
      freeBytes: v.optional(v.nullable(v.number())),
      /** Its storage was cleared behind its back, or holds what does not fit the server's digests. */
      sentinelLost: v.optional(v.boolean()),
      unhealedBlocks: v.optional(v.number()),
      /** By its own last word: records of other people on the same phone, which only they can send. */
      othersUnsent: v.optional(v.number()),
      /** Of a device that was revoked. */
      revokedAs: v.optional(RevokedAs),
      revokedAt: v.optional(v.nullable(Instant)),
      /** When it said that it has erased everything; null while it has not been heard of. */
      erasedAt: v.optional(v.nullable(Instant)),
      /** Other people whose unsent work was left there for them. */
      keptPeople: v.optional(v.number()),
    }),
  ),
})
export type DeviceListResponse = v.InferOutput<typeof DeviceListResponse>

/** POST /api/office/devices/revoke: for good; there is no way back. The person signs in on another, or on this one under a new id. */
export const RevokeRequest = v.looseObject({ device: DeviceId, as: v.optional(RevokedAs, 'retired') })
export type RevokeRequest = v.InferOutput<typeof RevokeRequest>
