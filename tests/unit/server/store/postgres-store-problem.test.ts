import { expect, test } from 'vitest'
import { Problem } from '../../../../src/server/problem.ts'
import { isStoreFault, toStoreProblem } from '../../../../src/server/store/postgres/store-problem.ts'

const failing = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code })

test.each([
  ['its name that is not found for the moment', failing('EAI_AGAIN', 'getaddrinfo EAI_AGAIN db.local')],
  ['a line that is refused', failing('ECONNREFUSED')],
  ['a socket that was ended', failing('ERR_STREAM_DESTROYED')],
  ['the database’s own shutdown', failing('57P01')],
  ['a line that broke', new Error('Connection terminated unexpectedly')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
])('%s is the store’s', (_what, failure) => {
  expect(toStoreProblem(failure)).toMatchObject({ code: 'store/unavailable' })
})

test.each([
  ['a broken rule of the tables', failing('23505')],
  ['a statement behind one that failed', failing('25P02')],
  ['an argument of the wrong type', failing('ERR_INVALID_ARG_TYPE')],
  ['a refusal in words like the driver’s', new Problem('request/not-found', 'Client and server do not speak alike.')],
])('%s is the job’s own', (_what, failure) => {
  expect([isStoreFault(failure), toStoreProblem(failure)]).toEqual([false, failure])
})
