import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { browserGzip } from '../../../../src/device/http/gzip.ts'
import { createScriptedLine } from '../../../support/scripted-line.ts'

const note = '东门外两处流动摊贩占道，已劝离。'

async function sent(body: unknown) {
  const line = createScriptedLine(() => ({ body: {} }), browserGzip())
  await line.http.call('POST', '/api/sync', v.looseObject({}), { body })
  return line.calls[0]!
}

describe('[WIRE-11] a body on a slow line', () => {
  test('goes compressed and unpacks to what was said', async () => {
    const said = { notes: Array.from({ length: 200 }, () => note) }
    const { body, headers } = await sent(said)
    const bytes = Buffer.from(body as ArrayBuffer)
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json' })
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(said)
    expect(bytes.length).toBeLessThan(JSON.stringify(said).length / 5)
  })

  test('goes as it is where it is small', async () => {
    const { body, headers } = await sent({ note })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(body).toEqual({ note })
  })
})
