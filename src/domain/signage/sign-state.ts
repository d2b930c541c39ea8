import type { Recheck } from '../casework/recheck.ts'
import type { EntryId, PersonId, ScopeId, SubjectId } from '../ids.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import type { Grade } from './grade.ts'
import type { SignNoticeIssued, SignRectified, SignRegistered, SignSurveyed } from './sign-entries.ts'

/** One survey as it was recorded. */
export interface SurveyRecord {
  readonly entryId: EntryId
  readonly atMs: number
  readonly by: PersonId
  readonly data: SignSurveyed
  readonly photos: readonly PhotoRef[]
  /** Records that brought what it owed; their photos stand among its own. */
  readonly supplementedBy: readonly EntryId[]
  /** The case that it opened or is about. */
  readonly caseId: SubjectId | null
}

/** A request to call the newest survey's grade better than it is, and what became of it. */
export interface Lowering {
  readonly requestId: EntryId
  readonly to: Grade
  readonly reason: string
  readonly askedBy: PersonId
  readonly askedAtMs: number
  readonly decision: { readonly approved: boolean; readonly by: PersonId; readonly atMs: number } | null
}

/** 整改通知书 as it was handed over. */
export interface NoticeRecord {
  readonly entryId: EntryId
  readonly atMs: number
  readonly by: PersonId
  readonly data: SignNoticeIssued
}

/** 整改完成: what was done, and who saw to it. */
export interface RectificationRecord {
  readonly entryId: EntryId
  readonly atMs: number
  readonly by: PersonId
  readonly data: SignRectified
  readonly photos: readonly PhotoRef[]
}

/** A sign of the register as all entries about it say. */
export interface SignState {
  readonly signId: SubjectId
  readonly scope: ScopeId
  readonly attributes: SignRegistered
  readonly registeredBy: EntryId
  readonly registeredAtMs: number
  /** By captured time, oldest first. */
  readonly surveys: readonly SurveyRecord[]
  /** Of the newest survey, raised or lowered where a person has said so; null before the first. */
  readonly grade: Grade | null
  /** The nearest limit of the newest survey; null where nothing is due. */
  readonly dueAtMs: number | null
  readonly nextCheckDate: string | null
  /** By captured time, oldest first. */
  readonly notices: readonly NoticeRecord[]
  readonly rectifications: readonly RectificationRecord[]
  /** Of its newest case: who found the hazard gone; null while the case is open, or where none was opened. */
  readonly recheck: Recheck['closed']
  /** About the newest survey. */
  readonly lowering: Lowering | null
  /** The sign that this one turned out to be. */
  readonly mergedInto: SubjectId | null
  readonly owedPhotos: number
  /** Decisions that had no effect at their place, and why. */
  readonly ineffective: readonly { readonly entryId: EntryId; readonly code: string }[]
}

export const signFoldVersion = 5
