import type { EntryKind } from '../../domain/journal/entry-kinds.ts'
import type { EntryData } from '../../domain/journal/entry-schemas.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { PhotoRef, VoiceRef } from '../../domain/journal/part-ref.ts'
import type { Fix } from '../../domain/place/point.ts'
import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'

/** What a screen knows of a record; the journal adds author, device, time and clock. */
export type NewEntry<K extends EntryKind = EntryKind> = {
  [Kind in K]: {
    /** From `newId()`, where a subject derives from it. */
    readonly id?: EntryId
    readonly kind: Kind
    readonly scope: ScopeId
    readonly subjects: readonly SubjectId[]
    readonly after?: readonly EntryId[]
    readonly data: EntryData[Kind]
    /** Photos taken before with the photo shelf; they leave their draft with this entry. */
    readonly photos?: readonly PhotoRef[]
    /** Voice notes recorded before with the voice shelf; likewise. */
    readonly voices?: readonly VoiceRef[]
    /** Where the person stood; becomes a salted small part. */
    readonly position?: Fix
  }
}[K]

/**
 * The only way to make a record on this device.
 *
 * `record` resolves when one strict transaction holds all entries, their parts, the folds they touch and the removal of
 * the draft; only then may 已保存 be shown. It rejects with a `DeviceProblem` and nothing is written otherwise.
 */
export interface Journal {
  newId(): EntryId
  record(entries: readonly NewEntry[], options?: { readonly removeDraft?: string }): Promise<readonly JournalEntry[]>
  /**
   * Refused or quarantined: sends a corrected copy under a new id and marks the old one as answered; a second call returns the
   * first copy. The copy of a case's report opens the case under a new id. Rejects with `record/not-found` for anything else.
   */
  correctAndResend(id: EntryId, corrected: NewEntry): Promise<JournalEntry>
}
