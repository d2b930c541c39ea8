import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { problemCodes } from '../../protocol/codes.ts'
import { ProblemResponse } from '../../protocol/session.ts'
import type { ApiCall } from './api-call.ts'
import { apiCalls } from './api-calls.ts'

type Json = Record<string, unknown>

/** What goes over the wire, before conversions; a check that JSON Schema cannot say is left out, never guessed. */
function jsonSchemaOf(schema: GenericSchema): Json {
  const described = {
    ...toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore', target: 'draft-2020-12' }),
  } as Json
  // Said once for the whole document, by `openapi: 3.1.0`.
  delete described['$schema']
  return described
}

const bytes = {
  'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } },
}
const calendar = { 'text/calendar': { schema: { type: 'string' } } }
const events = { 'text/event-stream': { schema: { type: 'string' } } }
const json = (schema: GenericSchema): Json => ({ 'application/json': { schema: jsonSchemaOf(schema) } })

const otherContent = { bytes, events, calendar } as const
const contentOf = (content: GenericSchema | keyof typeof otherContent): Json =>
  typeof content === 'string' ? otherContent[content] : json(content)

function parametersOf({ params = {}, query }: ApiCall): Json[] {
  const inPath = Object.entries(params).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchemaOf(schema),
  }))
  if (!query) return inPath
  const whole = jsonSchemaOf(query)
  const required = (whole['required'] ?? []) as readonly string[]
  const properties = Object.entries(whole['properties'] as Record<string, Json>)
  return [
    ...inPath,
    ...properties.map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema })),
  ]
}

const describe = (call: ApiCall): Json => ({
  summary: call.summary,
  ...(call.session ? {} : { security: [] }),
  parameters: parametersOf(call),
  ...(call.body ? { requestBody: { required: true, content: contentOf(call.body) } } : {}),
  responses: {
    200: { description: 'Done', content: contentOf(call.answer) },
    default: {
      description: 'A failure, by its code',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
})

/** The whole API as OpenAPI 3.1, made from the schemas that the routes check with. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const call of apiCalls) paths[call.path] = { ...paths[call.path], [call.method]: describe(call) }
  return {
    openapi: '3.1.0',
    info: {
      title: '巡护 Xunhu',
      version: '1',
      description: 'A call that changes something carries the header `x-xunhu: 1`; every answer carries it too.',
    },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-xunhu',
          description: 'Over HTTPS; `xunhu` on loopback.',
        },
      },
      schemas: { Problem: { ...jsonSchemaOf(ProblemResponse), 'x-codes': Object.keys(problemCodes) } },
    },
  }
}
