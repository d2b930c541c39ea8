import type { FastifyReply } from 'fastify'
import type { ShownPart } from '../services/show-part.ts'

/**
 * A part never changes under its id, so a browser may keep it; for this person's session only, and never to run anything.
 *
 * A week: what is erased here is gone from the browsers of the office a week later.
 */
export function sendPart(reply: FastifyReply, part: ShownPart, kept: 'aWeek' | 'notAtAll' = 'aWeek'): FastifyReply {
  return reply
    .header('cache-control', kept === 'aWeek' ? 'private, max-age=604800, immutable' : 'no-store')
    .header('vary', 'cookie')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', part.fileName === null ? 'inline' : `attachment; filename="${part.fileName}"`)
    .header('content-length', part.sizeBytes)
    .type(part.mime)
    .send(part.body)
}
