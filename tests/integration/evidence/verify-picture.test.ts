import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signIdOf } from '../../../src/domain/ids.ts'
import type { AuditListResponse } from '../../../src/protocol/audit.ts'
import type { VerifyPictureResponse } from '../../../src/protocol/evidence.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { grantOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, newId, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { signData } from '../../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient
let stranger: TestClient
let bytes: Buffer

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
  stranger = await server.login('2002')
  bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
})
afterEach(() => server.close())

const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
const verify = async (client: TestClient, file: Uint8Array): Promise<VerifyPictureResponse> =>
  (await post(client, '/api/office/verify-picture', { sha256: sha256Of(file) })).json()

/** A finding with these bytes as its photo; its record, case and part. */
async function reported(change: Partial<ReturnType<typeof photoRef>> = {}) {
  const photo = { ...photoRef(server, bytes), ...change }
  const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos: [photo] })
  await push(server, officer, [entry])
  return { photo, entry, caseId }
}

const lastByte = (file: Buffer): Buffer => Buffer.concat([file.subarray(0, -1), Buffer.from([file.at(-1)! ^ 1])])

describe('[EVID-1] a picture whose bytes a record names', () => {
  test('is an original: of which case, what it shows, when, by whom, and when it was received', async () => {
    const { photo, entry, caseId } = await reported()
    await upload(officer, bytes)
    expect(await verify(captain, bytes)).toEqual({
      is: 'original',
      others: false,
      originals: [
        {
          partId: photo.partId,
          entryId: entry.id,
          kind: 'case.reported',
          subject: caseId,
          scope: 'squad-1',
          title: '店外经营',
          placeText: '示例一小东门',
          role: 'scene',
          source: 'viewfinder',
          takenAt: photo.takenAt,
          authorId: 'p-1001',
          authorName: '示例1001',
          receivedAt: new Date(server.clock.now()).toISOString(),
          state: 'stored',
          erasedAt: null,
          erasedFor: null,
        },
      ],
    })
  })

  test('is an original before its file has come, and says so', async () => {
    await reported()
    expect(await verify(captain, bytes)).toMatchObject({ is: 'original', originals: [{ state: 'expected' }] })
  })

  test('says that it was chosen from the gallery, and the time of its file', async () => {
    await reported({ source: 'gallery', fileTimeAt: '2020-01-01T00:00:00.000Z' })
    expect(await verify(captain, bytes)).toMatchObject({
      originals: [{ source: 'gallery', fileTimeAt: '2020-01-01T00:00:00.000Z' }],
    })
  })

  test('is told by the sign that it was taken for', async () => {
    const sign = entryOf(server, officer, 'sign.registered', {
      scope: 'squad-1',
      subjects: (id) => [signIdOf(id)],
      parts: [photoRef(server, bytes)],
      data: signData({ content: '示例小吃', address: '示例路 1 号' }),
    })
    await push(server, officer, [sign])
    expect(await verify(captain, bytes)).toMatchObject({
      originals: [{ subject: signIdOf(sign.id), title: '示例小吃', placeText: '示例路 1 号' }],
    })
  })

  test('stays an original after it was erased, and says when and why', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    server.clock.advance(60_000)
    await eraseParts(server.deps, [photo.partId], 'retention')
    expect(await verify(captain, bytes)).toMatchObject({
      is: 'original',
      originals: [{ state: 'erased', erasedFor: 'retention', erasedAt: new Date(server.clock.now()).toISOString() }],
    })
  })

  test('in two records is told with both', async () => {
    const first = await reported()
    server.clock.advance(60_000)
    const second = await reported()
    const verdict = await verify(captain, bytes)
    expect(verdict.is === 'original' && verdict.originals.map(({ subject }) => subject)).toEqual([
      first.caseId,
      second.caseId,
    ])
  })

  test('with one byte changed is unknown', async () => {
    await reported()
    await upload(officer, bytes)
    expect(await verify(captain, lastByte(bytes))).toEqual({ is: 'unknown' })
  })
})

describe('[EVID-2] what the caller may not see', () => {
  test('is ours, and nothing more is said of it', async () => {
    await reported()
    await upload(officer, bytes)
    expect(await verify(stranger, bytes)).toEqual({ is: 'original', originals: [], others: true })
  })

  test('is told once the case was granted to the caller’s squad', async () => {
    const { caseId } = await reported()
    await push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })])
    expect(await verify(stranger, bytes)).toMatchObject({ originals: [{ subject: caseId }], others: false })
  })

  test('stands behind what the caller does see', async () => {
    const { caseId } = await reported()
    await server.addPerson('1002', 'officer', 'squad-2')
    const other = await server.login('1002')
    await push(server, other, [findingOf(server, other, 'squad-2', { photos: [photoRef(server, bytes)] }).entry])
    const verdict = await verify(captain, bytes)
    expect(verdict.is === 'original' && [verdict.originals.map(({ subject }) => subject), verdict.others]).toEqual([
      [caseId],
      true,
    ])
  })

  test('where a person stood is no picture: its hash is unknown', async () => {
    const place = Buffer.from('{"fix":null,"salt":"x"}')
    const position = {
      partId: newId(server),
      sha256: sha256Of(place),
      sizeBytes: place.byteLength,
      kind: 'position',
    } as never
    const now = new Date(server.clock.now()).toISOString()
    const arrival = entryOf(server, officer, 'duty.arrived', {
      scope: 'squad-1',
      subjects: (id) => [`shift-${id}`],
      parts: [position],
      data: {
        basis: 'standIn',
        shift: { date: now.slice(0, 10), session: 'arrival', title: '示例', startsAt: now, endsAt: now },
        placement: { placed: 'noFix', distanceM: null, accuracyM: null },
        timeliness: 'onTime',
        equipment: [],
        reason: '示例',
      },
    })
    const { results } = await push(server, officer, [arrival])
    expect([results[0]?.status, await verify(captain, place)]).toEqual(['accepted', { is: 'unknown' }])
  })
})

describe('[EVID-3] a copy that left the office', () => {
  const copy = Buffer.from('a copy that was drawn in a browser')
  const made = (client: TestClient, partId: string, change: object = {}) =>
    post(client, '/api/office/picture-copies', {
      partId,
      sha256: sha256Of(copy),
      marks: ['time', 'number'],
      mosaics: 2,
      ...change,
    })

  test('is told by its original, who made it, when, and what was drawn on it', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    server.clock.advance(60_000)
    expect((await made(captain, photo.partId)).json()).toEqual({ done: true })
    expect(await verify(captain, copy)).toMatchObject({
      is: 'copy',
      others: false,
      copies: [
        {
          original: { partId: photo.partId },
          madeAt: new Date(server.clock.now()).toISOString(),
          madeBy: 'p-2001',
          madeByName: '示例2001',
          marks: ['time', 'number'],
          mosaics: 2,
        },
      ],
    })
  })

  test('of what the caller may not see is a copy of ours, and nothing more', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    await made(captain, photo.partId)
    expect(await verify(stranger, copy)).toEqual({ is: 'copy', copies: [], others: true })
  })

  test('is still told after its original was erased', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    await made(captain, photo.partId)
    await eraseParts(server.deps, [photo.partId], 'order')
    expect(await verify(captain, copy)).toMatchObject({
      copies: [{ original: { state: 'erased', erasedFor: 'order' } }],
    })
  })

  test('said again is one, and the first word about it stays', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    await made(captain, photo.partId)
    expect((await made(captain, photo.partId, { mosaics: 0 })).statusCode).toBe(200)
    const verdict = await verify(captain, copy)
    expect(verdict.is === 'copy' && verdict.copies.map(({ mosaics }) => mosaics)).toEqual([2])
  })

  test('leaves the original bit by bit as it was', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    await made(captain, photo.partId)
    const { rawPayload } = await captain.call({ url: `/api/parts/${photo.partId}?size=original` })
    expect(rawPayload.equals(bytes)).toBe(true)
  })

  test('cannot be an original', async () => {
    const { photo } = await reported()
    await upload(officer, bytes)
    const answer = await made(captain, photo.partId, { sha256: photo.sha256 })
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
    expect(await verify(captain, bytes)).toMatchObject({ is: 'original' })
  })

  test('of a photo that is not there, not here yet, or gone is not kept', async () => {
    const { photo } = await reported()
    const answers = [
      await made(stranger, photo.partId),
      await made(captain, newId(server)),
      await made(captain, photo.partId),
    ]
    await upload(officer, bytes)
    await eraseParts(server.deps, [photo.partId], 'order')
    answers.push(await made(captain, photo.partId))
    expect(answers.map((answer) => (answer.json() as { code: string }).code)).toEqual([
      'request/not-found',
      'request/not-found',
      'part/not-arrived',
      'part/erased',
    ])
    expect(answers[0]?.body).toBe(answers[1]?.body)
    expect(await verify(captain, copy)).toEqual({ is: 'unknown' })
  })
})

test('[AUDIT-1] who verified a picture and what came of it, and who took out a copy, is written down', async () => {
  await server.addPerson('3001', 'inspector', 'bureau')
  const { photo } = await reported()
  await upload(officer, bytes)
  const copy = sha256Of(Buffer.from('a copy'))
  await post(captain, '/api/office/picture-copies', { partId: photo.partId, sha256: copy, marks: [], mosaics: 1 })
  await verify(stranger, bytes)
  const inspector = await server.login('3001')
  const { lines } = (await inspector.call({ url: '/api/office/audit' })).json<AuditListResponse>()
  const told = lines.filter(({ act }) => act === 'picture.verified' || act === 'copy.made')
  expect(told.map(({ actor, act, target, details }) => [actor, act, target, details])).toEqual([
    ['p-2002', 'picture.verified', photo.sha256, { is: 'original' }],
    ['p-2001', 'copy.made', photo.partId, { sha256: copy, mosaics: 1 }],
  ])
})
