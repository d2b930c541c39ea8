import type { FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { Problem } from '../problem.ts'
import type { Chunk } from '../services/take-parts.ts'
import { assertContentDigest } from './content-digest.ts'
import { parseInput } from './request-input.ts'

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))
const ChunkPlace = v.object({ sha256: Sha256, index: wholeNumber, size: wholeNumber })

/** One chunk of a part as it came, whole: its place in the address, its own hash beside it. */
export function readChunk(request: FastifyRequest): Chunk {
  const place = parseInput(ChunkPlace, { ...(request.params as object), ...(request.query as object) })
  if (place.size > wireLimits.partBytes) throw new Problem('part/too-large', 'A part holds 64 MiB at most.')
  if (!Buffer.isBuffer(request.body)) throw new Problem('request/malformed', 'The body is application/octet-stream.')
  assertContentDigest(request.headers['content-digest'], request.body)
  return { sha256: place.sha256, index: place.index, sizeBytes: place.size, bytes: request.body }
}
