import { expect, test } from 'vitest'
import { createDownload } from '../../../../src/device/http/download.ts'
import { dataHead, framedType, progressFrame } from '../../../../src/protocol/progress-frames.ts'

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

test('[DOC-8] a file in frames is the file, and whoever waits hears how far it is', async () => {
  const bytes = new TextEncoder().encode('a,b,c')
  const told = { of: 'lines', done: 1, total: 2 } as const
  const whole = new Blob([progressFrame(told), dataHead(5), bytes])
  const headers = { ...named, 'content-type': `${framedType}; of="text/csv; charset=utf-8"` }
  const heard: unknown[] = []
  const download = (body: Blob) =>
    createDownload({
      fetch: async () => new Response(body, { headers }),
      setTimeout: () => 0,
      clearTimeout: () => undefined,
    })('/api/office/case-ledger?format=csv&progress=yes', (_bytes, progress) => heard.push(progress))
  const file = await download(whole)
  expect([file.name, file.type, await file.text()]).toEqual(['台账.csv', 'text/csv; charset=utf-8', 'a,b,c'])
  expect(heard.at(-1)).toEqual(told)
  await expect(download(whole.slice(0, whole.size - 1))).rejects.toMatchObject({ code: 'network/unreachable' })
})

test('[DOC-8] frames of a later build say that the page is out of date, not that there is no network', async () => {
  const headers = { ...named, 'content-type': `${framedType}; of="text/csv"` }
  const later = new Uint8Array([250, 0, 0, 0, 1, 0])
  await expect(downloadOf(() => new Response(later, { headers }))).rejects.toMatchObject({ code: 'app/outdated' })
})

test('what fails in the middle is not left half read: six of them would be all connections of the page', async () => {
  const headers = { ...named, 'content-type': `${framedType}; of="text/csv"` }
  let isLetGo = false
  const endless = new ReadableStream({
    start: (stream) => stream.enqueue(new Uint8Array([250, 0, 0, 0, 1, 0])),
    cancel: () => void (isLetGo = true),
  })
  await expect(downloadOf(() => new Response(endless, { headers }))).rejects.toMatchObject({ code: 'app/outdated' })
  expect(isLetGo).toBe(true)
})
