import type { CaseState } from '../../domain/casework/case-state.ts'
import type { RosterState } from '../../domain/duty/fold-roster.ts'
import type { ShiftState } from '../../domain/duty/shift-state.ts'
import type { Collection } from '../../domain/journal/assignment.ts'
import type { EntryEnvelope, EntryStamp } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { SignState } from '../../domain/signage/sign-state.ts'
import type { Fix } from '../../domain/place/point.ts'
import type { EntryId, PartId, PersonId, ScopeId, Sha256, SubjectId } from '../../domain/ids.ts'

/** `received` rows came from the server and are somebody else's, or ours from another device. */
export type EntrySendState = 'queued' | 'accepted' | 'refused' | 'quarantined' | 'received'

export interface JournalRow {
  readonly id: EntryId
  readonly kind: string
  readonly scope: ScopeId
  readonly subjects: readonly SubjectId[]
  readonly author: PersonId
  /** Corrected captured time, ms since 1970. */
  readonly atMs: number
  readonly sendState: EntrySendState
  /** Ms since 1970; 0 when due. Never null: null is no IndexedDB key. */
  readonly nextAttemptAtMs: number
  readonly attempts: number
  /** Of the home scope; 0 while unsent. */
  readonly rev: number
  /** Why refused or quarantined; '' otherwise. */
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly entry: EntryEnvelope
  readonly stamp: EntryStamp | null
  /** The server's own proof that it has accepted this, and the scope whose feed gave it. Absent in rows of older builds. */
  readonly receipt?: { readonly feed: ScopeId; readonly text: string }
}

/**
 * `draft`: taken, belongs to no entry yet. `queued` until the server says stored. `remote`: named by an entry of another device. `erased` by the
 * retention rules, everywhere.
 */
export type PartSendState = 'draft' | 'queued' | 'stored' | 'remote' | 'erased'

export interface PartRow {
  /** By the server's clock; absent while not stored, and in rows of older builds. */
  readonly storedAtMs?: number
  /** The server has said that it holds it after the backup that covers it was made. Absent in rows of older builds. */
  readonly isInBackup?: boolean
  readonly partId: PartId
  readonly ref: PartRef
  readonly kind: PartRef['kind']
  readonly sha256: Sha256
  /** '' while a draft. */
  readonly entryId: EntryId | ''
  readonly draftId: string
  readonly sendState: PartSendState
  readonly bytesSent: number
  readonly attempts: number
  readonly nextAttemptAtMs: number
  readonly takenAtMs: number
  /** Where this phone was at the shutter; never leaves it. */
  readonly fix?: Fix
  /** Stable code of the last failure; '' when none. */
  readonly code: string
}

/** Read and written by primary key only, one at a time: a list query that touched bytes would load them all. */
export interface PartBytesRow {
  readonly partId: PartId
  readonly bytes: ArrayBuffer
}

export interface ThumbnailRow {
  readonly partId: PartId
  readonly bytes: ArrayBuffer
  readonly mime: string
}

/** The one mutable thing: what is being typed. `data` is plain JSON of the form that owns `kind`. */
export interface DraftRow {
  readonly id: string
  readonly kind:
    | 'arrival'
    | 'checklist'
    | 'finding'
    | 'report'
    | 'supplement'
    | 'sign'
    | 'survey'
    | 'notice'
    | 'rectification'
    | 'task'
    | 'roster'
    | 'swap'
  /** The shift or case it belongs to; '' when none. */
  readonly subject: string
  readonly updatedAtMs: number
  readonly data: Readonly<Record<string, unknown>>
}

export interface AssignmentRow {
  /** `collection/id` */
  readonly key: string
  readonly collection: Collection
  readonly id: string
  readonly scope: ScopeId
  readonly rev: number
  /** The date of a shift (YYYY-MM-DD), '' for the rest: today's shifts are one index range. */
  readonly sortKey: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface ShiftRow {
  readonly id: SubjectId
  readonly scope: ScopeId
  readonly date: string
  readonly foldVersion: number
  readonly state: ShiftState
}

/** What people have said about a shift of the roster; there is none where nobody has said anything. */
export interface RosterRow {
  readonly id: SubjectId
  readonly scope: ScopeId
  /** Whoever it is looked up by: those who have seen the shift. */
  readonly people: readonly PersonId[]
  /** The day of a shift about which 换班 was asked; absent from all others, which makes its index short. */
  readonly swapDate?: string
  readonly foldVersion: number
  readonly value: RosterState
}

/** Behind every moment: null is no IndexedDB key. */
export const noDueMs = Number.MAX_SAFE_INTEGER

export interface CaseRow {
  readonly id: SubjectId
  readonly scope: ScopeId
  readonly reporter: PersonId
  readonly state: CaseState['state']
  readonly atMs: number
  readonly owedPhotos: number
  /** The squad whose task it is; '' while it is nobody's. */
  readonly taskUnit: ScopeId | ''
  /** Of that squad; '' where anybody may take it. */
  readonly taskPerson: PersonId | ''
  /** Ms since 1970; `noDueMs` where no clock runs. */
  readonly taskDueMs: number
  readonly foldVersion: number
  readonly value: CaseState
}

export interface SignRow {
  readonly id: SubjectId
  readonly scope: ScopeId
  /** '' where no street is known. */
  readonly streetId: string
  readonly owedPhotos: number
  readonly foldVersion: number
  readonly value: SignState
}

export interface CursorRow {
  readonly scope: ScopeId
  readonly cursor: string
  readonly complete: 'yes' | 'no'
  /** Per block of revisions the sum over the rows of the feed that this device was spared or has let go of. */
  readonly leftOut?: readonly (readonly [block: number, sum: number])[]
  /** Keys of the documents that a reset has named so far; absent while none is under way. */
  readonly seenSinceReset?: readonly string[]
}

/** An entry that a feed has given to this device; through several feeds, several rows. */
export interface HeldRow {
  readonly scope: ScopeId
  readonly id: string
  /** Its revision in that feed. */
  readonly rev: number
}

/** Small facts by name: sentinel, epoch, session, clock offset, pending capture. */
export interface FactRow {
  readonly name: string
  readonly value: unknown
}
