import * as v from 'valibot'
import { PartId, Sha256 } from '../ids.ts'
import { Instant } from '../instant.ts'
import { PhotoRole } from '../casework/photo-rule.ts'

const base = {
  partId: PartId,
  /** Of the part's bytes. Small parts carry a random `salt` inside their JSON, so that this commits without revealing. */
  sha256: Sha256,
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64 * 1024 * 1024)),
}

export const PhotoRef = v.looseObject({
  ...base,
  kind: v.literal('photo'),
  mime: v.pipe(v.string(), v.maxLength(60)),
  role: PhotoRole,
  /** Null where the file could not be decoded and was kept as it came. */
  widthPx: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  heightPx: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** `viewfinder` and `camera` were taken for this record; `gallery` was chosen, with the file's own time beside it. */
  source: v.picklist(['viewfinder', 'camera', 'gallery']),
  takenAt: Instant,
  fileTimeAt: v.optional(Instant),
})
export type PhotoRef = v.InferOutput<typeof PhotoRef>

/** What recorders of phones make: Opus in WebM (Chromium, Firefox), AAC in MP4 (Safari), Opus in Ogg (older Firefox). */
export const voiceMimes = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const
export type VoiceMime = (typeof voiceMimes)[number]

/** Three minutes at Safari's 128 kbit/s are 2.9 MB; Opus at our 24 kbit/s fills half a megabyte. */
export const voiceBytesLimit = 4 * 1024 * 1024

/** A spoken note, heard beside the record that names it. */
export const VoiceRef = v.looseObject({
  ...base,
  sizeBytes: v.pipe(base.sizeBytes, v.maxValue(voiceBytesLimit)),
  kind: v.literal('voice'),
  mime: v.picklist(voiceMimes),
  durationMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  takenAt: Instant,
})
export type VoiceRef = v.InferOutput<typeof VoiceRef>

/** Where a person stood: bytes are JSON `{fix, salt}`, at most 2 KiB, sent with the push, erased by the retention job. */
export const PositionRef = v.looseObject({ ...base, kind: v.literal('position') })
export type PositionRef = v.InferOutput<typeof PositionRef>

/** What must be able to be forgotten is named here by hash; the bytes live apart from the entry. */
export const PartRef = v.variant('kind', [PhotoRef, VoiceRef, PositionRef])
export type PartRef = v.InferOutput<typeof PartRef>

/** What was taken with a draft and travels by itself, chunk by chunk; a position is made with its record and rides in its push. */
export type TakenRef = PhotoRef | VoiceRef
export const isTaken = (part: PartRef): part is TakenRef => part.kind !== 'position'
