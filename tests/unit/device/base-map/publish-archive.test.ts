import { describe, expect, test } from 'vitest'
import { publishArchive } from '../../../../src/device/base-map/publish-archive.ts'
import type { HttpClient } from '../../../../src/device/http/http-client.ts'
import { createDigest } from '../../../../src/device/journal/digest.ts'
import { pictureArchive } from '../../../support/archive-maker.ts'

const bytes = Uint8Array.from(pictureArchive()).buffer
const digest = createDigest(crypto.subtle)

/** A server that holds of the file what `have` says; tells the calls it was sent. */
function serverWith(have: object) {
  const calls: string[] = []
  const http = {
    call: async (method: string, path: string) => {
      calls.push(`${method} ${path.replace(/[0-9a-f]{64}/, '…').replace(/\?.*/, '')}`)
      if (path === '/api/parts/have') return { parts: [have] }
      return path.endsWith('/commit') ? { state: 'stored', readable: false } : {}
    },
  } as unknown as HttpClient
  return { calls, line: { http, digest } }
}

describe('a map that the office puts on the server', () => {
  test('is sent, and made the bureau’s map when it is stored', async () => {
    const { calls, line } = serverWith({ state: 'missing' })
    const progress: number[] = []
    await publishArchive(line, { bytes, name: '示例县' }, (sent) => progress.push(sent))
    expect(calls).toEqual([
      'POST /api/parts/have',
      'PUT /api/parts/…/0',
      'POST /api/parts/…/commit',
      'POST /api/office/base-map',
    ])
    expect(progress).toEqual([bytes.byteLength])
  })

  test('goes on where an upload was cut, and is not sent again where it is stored', async () => {
    const cut = serverWith({ state: 'partial', chunks: [0] })
    await publishArchive(cut.line, { bytes, name: '示例县' }, () => undefined)
    expect(cut.calls.filter((call) => call.startsWith('PUT'))).toEqual([])
    const stored = serverWith({ state: 'stored' })
    await publishArchive(stored.line, { bytes, name: '示例县' }, () => undefined)
    expect(stored.calls).toEqual(['POST /api/parts/have', 'POST /api/office/base-map'])
  })

  test('is refused before anything is sent where its own first bytes say that phones cannot draw it', async () => {
    const { calls, line } = serverWith({ state: 'missing' })
    const publish = (data: ArrayBuffer) => publishArchive(line, { bytes: data, name: 'x' }, () => undefined)
    await expect(publish(new ArrayBuffer(200))).rejects.toMatchObject({ code: 'map/not-an-archive' })
    await expect(publish(bytes.slice(0, 300))).rejects.toMatchObject({ code: 'map/truncated' })
    expect(calls).toEqual([])
  })
})
