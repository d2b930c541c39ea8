import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../app-deps.ts'
import { readEpoch } from '../services/epoch.ts'

/** `/healthz`: the process answers. `/readyz`: it can also read its store. */
export function registerHealthRoutes(app: FastifyInstance, deps: AppDeps): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    await deps.store.read(readEpoch)
    return { status: 'ready' }
  })
}
