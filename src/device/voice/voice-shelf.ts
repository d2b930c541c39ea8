import type { PartId } from '../../domain/ids.ts'
import type { VoiceMime, VoiceRef } from '../../domain/journal/part-ref.ts'

/** About a second of a recording that is going on. */
export interface VoicePiece {
  readonly partId: PartId
  /** From 0, without a gap. */
  readonly index: number
  readonly draftId: string
  readonly bytes: ArrayBuffer
  readonly mime: VoiceMime
  /** Ms since 1970. */
  readonly startedAtMs: number
  /** How long the recording is with this piece. */
  readonly untilMs: number
}

/** Voice notes on this device: kept piece by piece as they are spoken, one hashed part when they end. */
export interface VoiceShelf {
  newId(): PartId
  /** Resolves when the piece is on disk: what is spoken outlives the page from then on. */
  keep(piece: VoicePiece): Promise<void>
  /** Joins what was kept to the record's own bytes; null where nothing was. */
  finish(partId: PartId): Promise<VoiceRef | null>
  /** Finishes what pages that are gone have left in this draft; says how many. */
  recover(draftId: string): Promise<number>
  /** Of one draft, in the order recorded; one that is going on is not among them. */
  ofDraft(draftId: string): Promise<readonly VoiceRef[]>
  discard(partId: PartId): Promise<void>
  /** Undefined when they were freed or are on another device. */
  bytes(partId: PartId): Promise<Blob | undefined>
}
