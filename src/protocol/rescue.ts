import * as v from 'valibot'
import { DeviceId, PersonId, Sha256 } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { PartRef } from '../domain/journal/part-ref.ts'
import { wireLimits } from './limits.ts'
import { EntryResult, SmallPart } from './sync.ts'

export const rescueFormat = { name: 'xunhu-rescue', version: 1 } as const

/** 导出未同步记录: what only one device holds of one person, as a file that says of itself whether it is whole. */
export const RescueFile = v.looseObject({
  format: v.literal(rescueFormat.name),
  version: v.literal(rescueFormat.version),
  exportedAt: Instant,
  device: DeviceId,
  author: PersonId,
  /** Of the canonical JSON of `entries`; the bytes of a part have their hash in its `ref`. */
  entriesSha256: Sha256,
  /** Not accepted yet, as they would be pushed. */
  entries: v.array(v.looseObject({})),
  /** Not stored yet. */
  parts: v.array(v.looseObject({ ref: PartRef, base64: v.string() })),
})
export type RescueFile = v.InferOutput<typeof RescueFile>

/** POST /api/office/rescue: a piece of such a file, decided as if its author had pushed it. */
export const RescueRequest = v.looseObject({
  author: PersonId,
  device: DeviceId,
  exportedAt: Instant,
  entries: v.pipe(v.array(v.unknown()), v.maxLength(wireLimits.entriesPerPush)),
  smallParts: v.pipe(v.array(SmallPart), v.maxLength(wireLimits.entriesPerPush)),
})
export type RescueRequest = v.InferOutput<typeof RescueRequest>

/** Who the author is, and one result for each entry, in their order; `known` where the server had decided about it before. */
export const RescueResponse = v.looseObject({
  authorName: v.string(),
  results: v.array(v.looseObject({ ...EntryResult.entries, known: v.boolean() })),
})
export type RescueResponse = v.InferOutput<typeof RescueResponse>
