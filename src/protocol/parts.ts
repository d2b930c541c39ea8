import * as v from 'valibot'
import { Sha256 } from '../domain/ids.ts'
import { wireLimits } from './limits.ts'

const sizeBytes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(wireLimits.partBytes))

/** POST /api/parts/have */
export const HaveRequest = v.looseObject({
  parts: v.pipe(v.array(v.looseObject({ sha256: Sha256, sizeBytes })), v.maxLength(wireLimits.partsPerHave)),
})
export type HaveRequest = v.InferOutput<typeof HaveRequest>

/** In the order asked. `chunks` are the indexes that this device has already put. */
export const HaveResponse = v.looseObject({
  parts: v.array(
    v.variant('state', [
      v.looseObject({ sha256: Sha256, state: v.literal('stored') }),
      v.looseObject({ sha256: Sha256, state: v.literal('partial'), chunks: v.array(v.number()) }),
      v.looseObject({ sha256: Sha256, state: v.literal('missing') }),
    ]),
  ),
})
export type HaveResponse = v.InferOutput<typeof HaveResponse>

/** PUT /api/parts/{sha256}/{index}?size=N, body: the chunk; header `content-digest: sha-256=:base64:` (RFC 9530). */
export const ChunkResponse = v.looseObject({ index: v.number(), stored: v.literal(true) })
export type ChunkResponse = v.InferOutput<typeof ChunkResponse>

/** POST /api/parts/{sha256}/commit with `{sizeBytes}`. `stored` is said only after fsync of file and folder. */
export const CommitRequest = v.looseObject({ sizeBytes })
export type CommitRequest = v.InferOutput<typeof CommitRequest>
export const CommitResponse = v.variant('state', [
  v.looseObject({ state: v.literal('stored'), readable: v.boolean() }),
  v.looseObject({ state: v.literal('missingChunks'), chunks: v.array(v.number()) }),
  v.looseObject({ state: v.literal('wrongHash') }),
])
export type CommitResponse = v.InferOutput<typeof CommitResponse>

export const partSizes = ['thumb', 'view', 'original'] as const
export type PartSize = (typeof partSizes)[number]
