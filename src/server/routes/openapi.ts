import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '../openapi/openapi-document.ts'

/** GET /api/openapi.json. Made at the first call: most starts are never asked. */
export function registerOpenApiRoutes(app: FastifyInstance): void {
  let document: ReturnType<typeof openApiDocument> | null = null
  app.get('/api/openapi.json', () => (document ??= openApiDocument()))
}
