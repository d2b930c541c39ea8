import type { FastifyReply } from 'fastify'
import type { ShownPart } from '../services/show-part.ts'
import { byteRangeOf } from './byte-range.ts'

/**
 * A part never changes under its id, so a browser may keep it; for this person's session only, and never to run anything.
 *
 * A week: what is erased here is gone from the browsers of the office a week later.
 */
export function sendPart(
  reply: FastifyReply,
  part: ShownPart,
  kept: 'aWeek' | 'notAtAll' = 'aWeek',
  rangeHeader?: string,
): FastifyReply {
  reply
    .header('cache-control', kept === 'aWeek' ? 'private, max-age=604800, immutable' : 'no-store')
    .header('vary', 'cookie')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', part.fileName === null ? 'inline' : `attachment; filename="${part.fileName}"`)
    .type(part.mime)
  const range = Buffer.isBuffer(part.body) ? byteRangeOf(rangeHeader, part.sizeBytes) : null
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${part.sizeBytes}`).header('content-length', 0).send()
  if (!range || !Buffer.isBuffer(part.body)) return reply.header('content-length', part.sizeBytes).send(part.body)
  return reply
    .code(206)
    .header('content-range', `bytes ${range.fromByte}-${range.toByte}/${part.sizeBytes}`)
    .header('content-length', range.toByte - range.fromByte + 1)
    .send(part.body.subarray(range.fromByte, range.toByte + 1))
}
