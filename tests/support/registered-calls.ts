import type { FastifyInstance } from 'fastify'

/** A line of Fastify's tree of routes: how deep, its piece of the path, its methods. */
const treeLine = /^((?:[│ ] {3})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/

/** Every call under /api that the server really answers, as `GET /api/parts/{}`; HEAD is the shadow of GET and left out. */
export function registeredCalls(app: FastifyInstance): readonly string[] {
  const pathByDepth: string[] = []
  const calls: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', piece = '', methods = ''] = treeLine.exec(line) ?? []
    const depth = indent.length / 4
    const path = (depth > 0 ? (pathByDepth[depth - 1] ?? '') : '') + piece.replace(/:[^/]+/g, '{}')
    pathByDepth[depth] = path
    const names = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD')
    if (path.startsWith('/api/')) calls.push(...names.map((method) => `${method} ${path}`))
  }
  return calls
}
