import * as v from 'valibot'
import { accountCalls } from './account-calls.ts'
import type { ApiCall } from './api-call.ts'
import { complaintCalls } from './complaint-calls.ts'
import { evidenceCalls } from './evidence-calls.ts'
import { officeCalls } from './office-calls.ts'
import { outsideCalls } from './outside-calls.ts'
import { phoneCalls } from './phone-calls.ts'

const openApiDocument = v.looseObject({ openapi: v.string() })

/** Every call of the API; a test holds this list against the routes that the server really has. */
export const apiCalls: readonly ApiCall[] = [
  ...accountCalls,
  ...phoneCalls,
  ...officeCalls,
  ...complaintCalls,
  ...evidenceCalls,
  ...outsideCalls,
  { method: 'get', path: '/api/openapi.json', summary: 'This document', session: false, answer: openApiDocument },
]
