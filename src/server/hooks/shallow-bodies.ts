import type { FastifyInstance } from 'fastify'
import { Problem } from '../problem.ts'

/** Ours has about ten levels. What reads and writes JSON after us recurses, and some thousand levels would end it. */
const deepestLevel = 64

const membersOf = (value: unknown): readonly unknown[] =>
  value !== null && typeof value === 'object' ? Object.values(value) : []

/** Level by level and without recursion, for that is what it guards against. */
function isShallow(body: unknown): boolean {
  let level: readonly unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestLevel) return false
    level = level.flatMap(membersOf)
  }
  return true
}

/** Refuses JSON that is nested deeper than any record of ours. */
export function addShallowBodies(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (Buffer.isBuffer(request.body) || isShallow(request.body)) return
    throw new Problem('request/malformed', `JSON of more than ${deepestLevel} levels.`)
  })
}
