import type { EntryId, PersonId, ScopeId, SubjectId } from '../ids.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import type { Complaint } from '../complaint/fold-complaints.ts'
import type { CaseReported } from './case-entries.ts'
import type { CaseStage } from './case-stage.ts'
import type { Penalty } from './fold-penalties.ts'
import type { Lifecycle } from './lifecycle.ts'

/** What all entries about one case say together. */
export interface CaseState {
  readonly caseId: SubjectId
  readonly scope: ScopeId
  /** The stage of `life`; `withdrawn` where its reporter took it back in time. */
  readonly state: CaseStage | 'withdrawn'
  readonly report: CaseReported
  readonly reportedBy: EntryId
  readonly reporter: PersonId
  /** Corrected captured time, ms since 1970. */
  readonly reportedAtMs: number
  readonly shiftId: SubjectId | null
  readonly photos: readonly { readonly ref: PhotoRef; readonly entryId: EntryId }[]
  readonly notes: readonly { readonly atMs: number; readonly by: PersonId; readonly note: string }[]
  readonly closedOnSite: Lifecycle['closedOnSite']
  /** What the office and the handling unit have done with it. */
  readonly life: Lifecycle
  readonly isOfSign: boolean
  /** 投诉 about it, the first to come first. */
  readonly complaints: readonly Complaint[]
  readonly penalties: readonly Penalty[]
  /** 复查通过: who found the hazard of a sign gone, and when; null while nobody has, or who did may not. */
  readonly rechecked: { readonly by: PersonId; readonly atMs: number; readonly surveyId: EntryId } | null
  /** What the category asked for and nobody has yet added. */
  readonly owedPhotos: number
  /** Decisions that had no effect at their place, and why. */
  readonly ineffective: readonly { readonly entryId: EntryId; readonly code: string }[]
}

export const caseFoldVersion = 17
