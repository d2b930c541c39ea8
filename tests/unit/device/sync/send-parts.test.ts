import { describe, expect, test } from 'vitest'
import { wireLimits } from '../../../../src/protocol/limits.ts'
import { finding } from '../../../support/field-records.ts'
import { brokenLine, problem, type Script, type ScriptedCall } from '../../../support/scripted-line.ts'
import { createSyncingPhone, goodServer, type SyncingPhone } from '../../../support/syncing-phone.ts'

const bytesOf = (length: number, first = 1): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(length)
  bytes[0] = first
  return bytes
}

/** Reports one finding with these pictures. */
async function report(phone: SyncingPhone, ...pictures: readonly Uint8Array<ArrayBuffer>[]) {
  const id = phone.journal.newId()
  const refs = []
  for (const picture of pictures) refs.push(await phone.takePhoto(picture))
  await phone.journal.record([finding(id, refs)])
  return refs
}

/** A good server, but for one call. */
const except =
  (path: string, script: Script): Script =>
  (call: ScriptedCall) =>
    call.path.includes(path) ? script(call) : goodServer(call)

describe('a photo', () => {
  test('is sent in chunks of 128 KiB, each with its digest, and stored on the server’s word', async () => {
    const phone = createSyncingPhone(goodServer)
    const [ref] = await report(phone, bytesOf(wireLimits.chunkBytes + 10))
    await phone.sync.syncNow()
    const chunks = phone.callsTo(`/api/parts/${ref!.sha256}/`).filter((call) => call.method === 'PUT')
    expect(chunks.map((call) => (call.body as ArrayBuffer).byteLength)).toEqual([wireLimits.chunkBytes, 10])
    expect(chunks[0]?.headers['content-digest']).toMatch(/^sha-256=:[A-Za-z0-9+/]{43}=:$/)
    expect(await phone.db.parts.get(ref!.partId)).toMatchObject({ sendState: 'stored', code: '' })
  })

  test('waits for its text', async () => {
    const phone = createSyncingPhone((call) =>
      call.path === '/api/sync' ? problem(503, 'store/unavailable') : goodServer(call),
    )
    await report(phone, bytesOf(10))
    await phone.sync.syncNow()
    expect(phone.callsTo('/api/parts')).toEqual([])
  })

  test('goes on where it was cut: only missing chunks are sent', async () => {
    const phone = createSyncingPhone(
      except('/have', (call) => {
        const { parts } = call.body as { parts: { sha256: string }[] }
        return { body: { parts: parts.map(({ sha256 }) => ({ sha256, state: 'partial', chunks: [0, 2] })) } }
      }),
    )
    const [ref] = await report(phone, bytesOf(3 * wireLimits.chunkBytes))
    await phone.sync.syncNow()
    expect(phone.callsTo('?size=').map((call) => call.path)).toEqual([
      `/api/parts/${ref!.sha256}/1?size=${ref!.sizeBytes}`,
    ])
  })

  test('that the server has is not sent again', async () => {
    const phone = createSyncingPhone(
      except('/have', (call) => {
        const { parts } = call.body as { parts: { sha256: string }[] }
        return { body: { parts: parts.map(({ sha256 }) => ({ sha256, state: 'stored' })) } }
      }),
    )
    const [ref] = await report(phone, bytesOf(10))
    await phone.sync.syncNow()
    expect(phone.callsTo('?size=')).toEqual([])
    expect(await phone.db.parts.get(ref!.partId)).toMatchObject({ sendState: 'stored' })
  })

  test('is sent again where the server misses chunks at the end', async () => {
    let commits = 0
    const phone = createSyncingPhone(
      except('/commit', () => {
        commits += 1
        return { body: commits === 1 ? { state: 'missingChunks', chunks: [0] } : { state: 'stored', readable: true } }
      }),
    )
    const [ref] = await report(phone, bytesOf(10))
    await phone.sync.syncNow()
    expect(phone.callsTo('?size=')).toHaveLength(2)
    expect(await phone.db.parts.get(ref!.partId)).toMatchObject({ sendState: 'stored' })
  })

  test.each([
    ['another hash at the end', except('/commit', () => ({ body: { state: 'wrongHash' } })), 'part/digest-mismatch'],
    ['too large for the server', except('?size=', () => problem(413, 'part/too-large')), 'part/too-large'],
    ['of another size', except('?size=', () => problem(422, 'part/size-mismatch')), 'part/size-mismatch'],
    ['on a full server', except('?size=', () => problem(507, 'store/full')), 'store/full'],
  ])('%s is kept, with its code and a later try, and the pass ends well', async (_what, script, code) => {
    const phone = createSyncingPhone(script)
    const [ref] = await report(phone, bytesOf(10))
    expect((await phone.sync.syncNow()).last).toMatchObject({ health: 'ok' })
    const row = await phone.db.parts.get(ref!.partId)
    expect(row).toMatchObject({ sendState: 'queued', code, attempts: 1 })
    expect(await phone.db.partBytes.get(ref!.partId)).toBeDefined()
  })

  test('whose bytes have changed on the phone is not sent under its name', async () => {
    const phone = createSyncingPhone(goodServer)
    const [ref] = await report(phone, bytesOf(10))
    await phone.db.partBytes.put({ partId: ref!.partId, bytes: new ArrayBuffer(10) })
    await phone.sync.syncNow()
    expect(phone.callsTo('?size=')).toEqual([])
    expect(await phone.db.parts.get(ref!.partId)).toMatchObject({ sendState: 'queued', code: 'record/not-found' })
  })
})

describe('many photos', () => {
  test('are asked for in one call', async () => {
    const phone = createSyncingPhone(goodServer)
    await report(phone, bytesOf(10, 1), bytesOf(10, 2), bytesOf(10, 3))
    await phone.sync.syncNow()
    expect(phone.callsTo('/have')).toHaveLength(1)
  })

  test('one that cannot be sent holds up no other', async () => {
    const bad = bytesOf(10, 9)
    const phone = createSyncingPhone((call) =>
      call.body instanceof ArrayBuffer && new Uint8Array(call.body)[0] === 9
        ? problem(422, 'part/size-mismatch')
        : goodServer(call),
    )
    const refs = await report(phone, bad, bytesOf(10, 1), bytesOf(10, 2))
    await phone.sync.syncNow()
    const states = await phone.db.parts.bulkGet(refs.map((ref) => ref.partId))
    expect(states.map((row) => row?.sendState)).toEqual(['queued', 'stored', 'stored'])
  })

  test('end with the line, and what was stored by then stays stored', async () => {
    let commits = 0
    const phone = createSyncingPhone(
      except('/commit', (call) => {
        commits += 1
        return commits > 1 ? brokenLine() : goodServer(call)
      }),
    )
    await report(phone, bytesOf(10, 1), bytesOf(10, 2), bytesOf(10, 3), bytesOf(10, 4))
    expect((await phone.sync.syncNow()).last).toMatchObject({ health: 'offline' })
    expect(await phone.db.parts.where('sendState').equals('stored').count()).toBe(1)
  })

  test('two are in flight, never more', async () => {
    let now = 0
    let most = 0
    const phone = createSyncingPhone(async (call) => {
      if (call.method !== 'PUT') return goodServer(call)
      now += 1
      most = Math.max(most, now)
      // Long enough for every other part to have come as far as its own call.
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      return goodServer(call)
    })
    await report(phone, ...[1, 2, 3, 4, 5].map((first) => bytesOf(10, first)))
    await phone.sync.syncNow()
    expect(most).toBe(2)
  })
})

test('a postponed photo waits for its time, and goes at once when a person asks', async () => {
  let isFull = true
  const phone = createSyncingPhone((call) =>
    isFull && call.method === 'PUT' ? problem(507, 'store/full') : goodServer(call),
  )
  const [ref] = await report(phone, bytesOf(10))
  await phone.sync.syncNow()
  await phone.db.parts.update(ref!.partId, { nextAttemptAtMs: phone.clock.now() + 600_000 })
  isFull = false
  await phone.sync.syncNow()
  expect(await phone.db.parts.get(ref!.partId)).toMatchObject({ sendState: 'stored' })
})
