import { expect, test } from 'vitest'
import { createDownload } from '../../../../src/device/http/download.ts'

const ours = { 'x-xunhu': '1' }
const named = {
  ...ours,
  'content-disposition': `attachment; filename="signs.csv"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.csv`,
}

const downloadOf = (answer: () => Response | Promise<Response>) =>
  createDownload({ fetch: async () => answer(), setTimeout: () => 0, clearTimeout: () => undefined })(
    '/api/office/sign-ledger?format=csv',
  )

test('a file of the server comes whole, under the name that the server gives it', async () => {
  const file = await downloadOf(() => new Response('a,b', { headers: named }))
  expect([file.name, await file.text()]).toEqual(['台账.csv', 'a,b'])
})

test('[WIRE-3] a refusal is no file: it rejects with its code', async () => {
  const body = JSON.stringify({ code: 'session/missing', message: '' })
  await expect(downloadOf(() => new Response(body, { status: 401, headers: ours }))).rejects.toMatchObject({
    code: 'session/missing',
  })
})

test('[WIRE-2] a captive portal’s page is no file', async () => {
  await expect(downloadOf(() => new Response('<html>'))).rejects.toMatchObject({ code: 'network/not-ours' })
})

test('a file that is cut on the way is no file', async () => {
  const cut = new ReadableStream({
    start: (stream) => {
      stream.enqueue(new TextEncoder().encode('a,'))
      stream.error(new TypeError('network error'))
    },
  })
  await expect(downloadOf(() => new Response(cut, { headers: named }))).rejects.toMatchObject({
    code: 'network/unreachable',
  })
})

test('whoever waits for a file hears of every piece', async () => {
  const heard: number[] = []
  const pieces = new ReadableStream({
    start: (stream) => {
      for (const piece of ['a,', 'b,c']) stream.enqueue(new TextEncoder().encode(piece))
      stream.close()
    },
  })
  const fetch = async (): Promise<Response> => new Response(pieces, { headers: named })
  const download = createDownload({ fetch, setTimeout: () => 0, clearTimeout: () => undefined })
  const file = await download('/api/office/sign-ledger?format=csv', (receivedBytes) => heard.push(receivedBytes))
  expect([heard, file.size]).toEqual([[2, 5], 5])
})
