import type { PhotoRole } from '../../domain/casework/photo-rule.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { PartId } from '../../domain/ids.ts'
import type { Fix } from '../../domain/place/point.ts'

export interface CaptureRequest {
  /** Read at once in the change handler; a File may become unreadable later. */
  readonly bytes: ArrayBuffer
  readonly mime: string
  readonly role: PhotoRole
  readonly source: PhotoRef['source']
  readonly draftId: string
  /** The shutter, ms since 1970. */
  readonly takenAtMs: number
  /** Where the phone was at the shutter, where it knew; never of a picture that was not taken now. */
  readonly fix?: Fix
  readonly fileTimeMs?: number
}

/** Photos on this device: re-encoded once, hashed, kept as ArrayBuffer with their draft before a preview is shown. */
export interface PhotoShelf {
  /** Rejects with `DeviceProblem` `photo/not-a-picture` (nothing kept) or `storage/full`; an undecodable picture is kept as it came. */
  take(request: CaptureRequest): Promise<PhotoRef>
  /** Of one draft, in the order taken. */
  ofDraft(draftId: string): Promise<readonly PhotoRef[]>
  /** Where the phone was at each shutter, as far as it knew. */
  shutterFixes(draftId: string): Promise<ReadonlyMap<PartId, Fix>>
  discard(partId: PartId): Promise<void>
  changeRole(partId: PartId, role: PhotoRole): Promise<PhotoRef>
  /** Small JPEG for lists; undefined when this device holds none. */
  thumbnail(partId: PartId): Promise<Blob | undefined>
  /** Whether its bytes were erased by the retention rules. */
  isErased(partId: PartId): Promise<boolean>
  /** The record's own bytes, or undefined when they were freed or are on another device. */
  original(partId: PartId): Promise<Blob | undefined>
  /** To look at closely: the record's own bytes, or the large copy that is kept of another phone's picture. */
  view(partId: PartId): Promise<Blob | undefined>
}
