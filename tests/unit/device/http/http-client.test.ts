import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { brokenLine, createScriptedLine, problem, silence, type Script } from '../../../support/scripted-line.ts'

const schema = v.looseObject({ done: v.boolean() })

const call = (script: Script) => createScriptedLine(script).http.call('POST', '/api/thing', schema, { body: { a: 1 } })

describe('an answer of ours', () => {
  test('is given as its schema says, unknown members included', async () => {
    expect(await call(() => ({ body: { done: true, newer: 1 } }))).toEqual({ done: true, newer: 1 })
  })

  test('[WIRE-1] is asked for with our header', async () => {
    const line = createScriptedLine(() => ({ body: { done: true } }))
    await line.http.call('GET', '/api/thing', schema)
    expect(line.calls[0]?.headers['x-xunhu']).toBe('1')
  })

  test('[WIRE-3] that is a failure rejects with its code, its parameters and the time to wait', async () => {
    const failing = call(() => ({
      status: 429,
      body: { code: 'login/throttled', message: '', params: { n: 2 }, retryAfterMs: 4000 },
    }))
    await expect(failing).rejects.toMatchObject({
      code: 'login/throttled',
      params: { n: 2 },
      retryAfterMs: 4000,
      status: 429,
    })
  })

  test.each([
    [500, 'server/failed'],
    [502, 'server/failed'],
    [503, 'store/unavailable'],
    [429, 'request/too-many'],
    [401, 'session/missing'],
    [422, 'request/malformed'],
  ])('[WIRE-3] with status %i and a code of a newer server is taken by its status', async (status, code) => {
    await expect(call(() => problem(status, 'newer/code'))).rejects.toMatchObject({ code })
  })
})

describe('[WIRE-2] what is not our answer', () => {
  test.each([
    ['a portal’s page', { headers: { 'content-type': 'text/html' }, body: '<h1>WiFi</h1>' }],
    ['JSON of somebody else', { headers: { 'content-type': 'application/json' }, body: { done: true } }],
    ['a proxy’s failure', { status: 502, headers: { 'content-type': 'text/html' }, body: 'bad gateway' }],
    ['text that only says that it is JSON', { body: '<!doctype html>' }],
    ['JSON of another form', { body: { done: 'yes' } }],
  ])('%s is no answer', async (_what, answer) => {
    await expect(call(() => answer)).rejects.toMatchObject({ code: 'network/not-ours' })
  })
})

describe('a line', () => {
  test('that breaks is unreachable', async () => {
    await expect(call(brokenLine)).rejects.toMatchObject({ code: 'network/unreachable' })
  })

  test('that says nothing is given up after 30 seconds', async () => {
    const line = createScriptedLine(silence)
    const hanging = line.http.call('GET', '/api/thing', schema)
    expect(line.timeoutsMs()).toEqual([30_000])
    line.expire()
    await expect(hanging).rejects.toMatchObject({ code: 'network/timeout' })
  })

  test('leaves no timer behind once it has answered', async () => {
    const line = createScriptedLine(() => ({ body: { done: true } }))
    await line.http.call('GET', '/api/thing', schema, { timeoutMs: 10_000 })
    expect(line.timeoutsMs()).toEqual([])
  })
})
