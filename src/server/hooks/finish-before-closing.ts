import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/**
 * A server that stops answers first what it has begun to read, and takes nothing new meanwhile.
 *
 * After `withinMs` what is left is cut off: whoever sent it sends it again, to the next server.
 */
export function finishBeforeClosing(app: FastifyInstance, withinMs: number): void {
  let underWay = 0
  let onLast = (): void => undefined
  app.server.on('request', (_request, response) => {
    underWay += 1
    response.once('close', () => {
      underWay -= 1
      if (underWay === 0) onLast()
    })
  })
  // By now whatever else comes is answered 503.
  app.addHook('preClose', async () => {
    if (underWay === 0) return
    const last = new Promise<void>((resolve) => (onLast = resolve))
    await Promise.race([last, wait(withinMs, undefined, { ref: false })])
  })
}
