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

/** Where a person stood: bytes are JSON `{fix, salt}`, at most 2 KiB, sent with the push, erased by the retention job. */
export const PositionRef = v.looseObject({ ...base, kind: v.literal('position') })
export type PositionRef = v.InferOutput<typeof PositionRef>

/** What must be able to be forgotten is named here by hash; the bytes live apart from the entry. */
export const PartRef = v.variant('kind', [PhotoRef, PositionRef])
export type PartRef = v.InferOutput<typeof PartRef>
