import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import type { EntryId, OutsideUnitId, SubjectId } from '../../../src/domain/ids.ts'
import type { UnitLinkResponse, UnitSheetResponse } from '../../../src/protocol/outside.ts'
import { applyBesideFacts } from '../../../src/server/services/beside-facts.ts'
import { filedData } from '../../support/case-decisions.ts'
import {
  chunksOf,
  contentDigest,
  entryOf,
  findingOf,
  newId,
  photoRef,
  push,
  sha256Of,
  upload,
} from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const picture = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: shade, g: 90, b: 40 } } })
    .jpeg()
    .toBuffer()

let server: TestServer
let officer: TestClient
let captain: TestClient
let spy: TestClient
let pictures: readonly [Buffer, Buffer]
let caseId: SubjectId
let token: string
let shownPhoto: string

const codeOf = (answer: LightMyRequestResponse): string => (answer.json() as { code?: string }).code ?? ''
const byLink = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  options: object = {},
): Promise<LightMyRequestResponse> => {
  const { headers, ...rest } = options as { headers?: object }
  return server.app.inject({
    method,
    url: `/api/unit-link${path}`,
    ...rest,
    headers: { 'x-xunhu': '1', authorization: `Bearer ${token}`, ...headers },
  })
}

async function putPicture(bytes: Buffer): Promise<string> {
  const sha256 = sha256Of(bytes)
  for (const [index, chunk] of chunksOf(bytes).entries())
    await byLink('PUT', `/parts/${sha256}/${index}?size=${bytes.length}`, {
      headers: { 'content-type': 'application/octet-stream', 'content-digest': contentDigest(chunk) },
      payload: chunk,
    })
  return (await byLink('POST', `/parts/${sha256}/commit`, { payload: { sizeBytes: bytes.length } })).json().state
}

const answerOf = (bytes: Buffer | null, id = newId<EntryId>(server), result = 'done') => ({
  id,
  result,
  text: '已更换井盖',
  photos: bytes
    ? [
        {
          partId: newId(server),
          sha256: sha256Of(bytes),
          sizeBytes: bytes.length,
          mime: 'image/jpeg',
          widthPx: 64,
          heightPx: 48,
        },
      ]
    : [],
})

async function issue(days: 3 | 7 | 15 = 7): Promise<UnitLinkResponse> {
  const answer = await captain.call({ method: 'POST', url: '/api/office/unit-links', payload: { caseId, days } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
  spy = await server.login('2002')
  pictures = [await picture(200), await picture(20)]
})
afterAll(() => server.close())

/** Each test has a case of its own that is with a unit. */
beforeEach(async () => {
  const [before, other] = pictures
  const photos = [photoRef(server, before), photoRef(server, other)]
  const finding = findingOf(server, officer, 'squad-1', { photos, note: '反映人王某，电话 0000' })
  caseId = finding.caseId
  await push(server, officer, [finding.entry])
  await upload(officer, before)
  await upload(officer, other)
  shownPhoto = photos[0]?.partId ?? ''
  const about = { scope: 'squad-1', subjects: () => [caseId] }
  const data = {
    unitId: 'unit-1' as OutsideUnitId,
    unitName: '示例市政所',
    task: '井盖缺失，请更换',
    photos: photos.slice(0, 1).map(({ partId }) => partId),
    replyBy: new Date(server.clock.now() + 86_400_000).toISOString(),
  }
  // Two pushes: records of one push stand under one revision, and these two of one moment in any order.
  await push(server, captain, [entryOf(server, captain, 'case.filed', { ...about, data: filedData() })])
  await push(server, captain, [entryOf(server, captain, 'case.sentOut', { ...about, data })])
  token = (await issue()).token
})

describe('[LINK-2] the sheet', () => {
  test('says what the unit needs and names nobody', async () => {
    const answer = await byLink('GET', '')
    expect(answer.json() as UnitSheetResponse).toMatchObject({
      unitName: '示例市政所',
      task: '井盖缺失，请更换',
      photos: [shownPhoto],
      office: { name: 'squad-1' },
    })
    for (const hidden of ['王某', '示例1001', '示例2001', 'p-1001', 'p-2001', '1001'])
      expect(answer.body.replaceAll(caseId, '')).not.toContain(hidden)
  })

  test('shows its own pictures as copies, and no other of the case', async () => {
    const shown = await byLink('GET', `/photos/${shownPhoto}`)
    expect([shown.statusCode, shown.headers['content-type'], shown.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ])
    expect((await byLink('GET', `/photos/${newId(server)}`)).statusCode).toBe(404)
  })
})

describe('[LINK-1] a link', () => {
  test('is unknown by any other token, and by none', async () => {
    token = 'x'.repeat(43)
    expect([(await byLink('GET', '')).statusCode, codeOf(await byLink('GET', ''))]).toEqual([410, 'link/ended'])
    token = ''
    expect(codeOf(await byLink('GET', ''))).toBe('link/ended')
  })

  test('ends by its time, by being taken back, and by the case going elsewhere', async () => {
    const { linkId } = await issue(3)
    const first = token
    token = (await issue(3)).token
    server.clock.advance(4 * 86_400_000)
    expect(codeOf(await byLink('GET', ''))).toBe('link/ended')
    token = first
    expect((await byLink('GET', '')).statusCode).toBe(200)
    const last = await issue(15)
    await captain.call({ method: 'POST', url: '/api/office/unit-links/revoke', payload: { linkId: last.linkId } })
    token = last.token
    expect(codeOf(await byLink('GET', ''))).toBe('link/ended')
    expect(codeOf(await spy.call({ method: 'POST', url: '/api/office/unit-links/revoke', payload: { linkId } }))).toBe(
      'request/not-found',
    )
    const about = { scope: 'squad-1', subjects: () => [caseId] }
    const dispatch = { ...about, data: { to: 'squad-1' as never } }
    await push(server, captain, [entryOf(server, captain, 'case.dispatched', dispatch)])
    token = first
    expect(codeOf(await byLink('GET', ''))).toBe('link/ended')
  })

  test('is no session: nothing of the office opens by it', async () => {
    const answer = await server.app.inject({
      url: '/api/office/cases',
      headers: { 'x-xunhu': '1', authorization: `Bearer ${token}` },
    })
    expect(answer.statusCode).toBe(401)
    expect(
      (await spy.call({ method: 'POST', url: '/api/office/unit-links', payload: { caseId, days: 7 } })).statusCode,
    ).toBe(404)
  })
})

describe('[LINK-3] [LINK-4] [ENTRY-47] an answer', () => {
  test('with its picture stands in the case once, however often it is sent, and waits for the office', async () => {
    const bytes = await picture(120)
    const said = answerOf(bytes)
    expect(codeOf(await byLink('POST', '/answers', { payload: said }))).toBe('part/not-arrived')
    expect(await putPicture(bytes)).toBe('stored')
    for (let time = 0; time < 2; time += 1)
      expect((await byLink('POST', '/answers', { payload: said })).json()).toEqual({ received: true })
    const detail = (await captain.call({ url: `/api/office/cases/${caseId}` })).json()
    const answers = detail.history.filter(
      (line: { entry: { kind: string } }) => line.entry.kind === 'case.unitAnswered',
    )
    expect(answers).toHaveLength(1)
    expect(answers[0].entry).toMatchObject({ author: captain.personId, data: { via: 'link', text: '已更换井盖' } })
    expect(detail.parts.at(-1)).toMatchObject({ state: 'stored', ref: { sha256: said.photos[0]?.sha256 } })
    expect(detail.row).toMatchObject({ state: 'dispatched', queue: 'toDecide', outside: '示例市政所' })
  })

  test('of what is done needs a picture, and more than three wait for nobody', async () => {
    expect((await byLink('POST', '/answers', { payload: answerOf(null) })).statusCode).toBe(400)
    const statuses: number[] = []
    for (let time = 0; time < 4; time += 1) {
      const said = answerOf(null, newId(server), 'notOurs')
      statuses.push((await byLink('POST', '/answers', { payload: said })).statusCode)
    }
    expect(statuses).toEqual([200, 200, 200, 429])
  })

  test('takes no picture that is too large, none without our header, and no chunk that changed on its way', async () => {
    const headers = { 'content-type': 'application/octet-stream', 'content-digest': contentDigest(Buffer.from('x')) }
    const place = `/parts/${sha256Of(Buffer.from('x'))}/0`
    const large = await byLink('PUT', `${place}?size=9000000`, { headers, payload: Buffer.from('x') })
    const changed = await byLink('PUT', `${place}?size=1`, { headers, payload: Buffer.from('y') })
    const foreign = await byLink('POST', '/answers', { headers: { 'x-xunhu': '' }, payload: answerOf(null) })
    expect([large, changed, foreign].map(codeOf)).toEqual(['part/too-large', 'part/digest-mismatch', 'request/origin'])
  })
})

describe('[LINK-4] [ENTRY-46] more time', () => {
  const untilIn = (days: number): string => new Date(server.clock.now() + days * 86_400_000).toISOString()

  test('is asked for by the link once, however often it is sent; granted, the sheet says the new day', async () => {
    const asked = { id: newId<EntryId>(server), until: untilIn(3), text: '配件未到' }
    for (let time = 0; time < 2; time += 1)
      expect((await byLink('POST', '/extensions', { payload: asked })).json()).toEqual({ received: true })
    const another = { ...asked, id: newId<EntryId>(server) }
    expect(codeOf(await byLink('POST', '/extensions', { payload: another }))).toBe('request/too-many')
    const detail = (await captain.call({ url: `/api/office/cases/${caseId}` })).json()
    expect(detail.row).toMatchObject({ queue: 'toDecide' })
    const about = { scope: 'squad-1', subjects: () => [caseId] }
    const data = { request: asked.id, as: 'captain', approved: true, dueAt: asked.until } as const
    await push(server, captain, [entryOf(server, captain, 'case.extensionDecided', { ...about, data })])
    expect((await byLink('GET', '')).json() as UnitSheetResponse).toMatchObject({
      replyBy: asked.until,
      mayAskExtension: true,
      extensions: [{ until: asked.until, text: '配件未到', state: 'accepted', reason: '' }],
    })
  })

  test('is not asked for until a moment that has passed', async () => {
    const said = { id: newId<EntryId>(server), until: untilIn(-1), text: '配件未到' }
    expect((await byLink('POST', '/extensions', { payload: said })).statusCode).toBe(400)
  })
})

test('[LINK-5] who gave a link out, that it was opened and that it was answered stand in the audit', async () => {
  await byLink('GET', '')
  await byLink('GET', '')
  await byLink('POST', '/answers', { payload: answerOf(null, newId(server), 'notOurs') })
  const rows = await server.deps.store.query((db) =>
    db
      .selectFrom('audit_line')
      .select(['act', 'actor'])
      .where('act', 'like', 'unitLink.%')
      .where('target', '=', caseId)
      .orderBy('seq')
      .execute(),
  )
  expect(rows).toEqual([
    { act: 'unitLink.issued', actor: 'p-2001' },
    { act: 'unitLink.opened', actor: 'unit-link' },
    { act: 'unitLink.answered', actor: 'unit-link' },
  ])
  const listed = await captain.call({ url: `/api/office/unit-links?case=${caseId}` })
  expect(listed.json().links).toMatchObject([{ opened: 1, revokedAt: null, unitName: '示例市政所' }])
  expect(listed.body).not.toContain(token)
})

test('a unit is registered, and the one who was slower sees what the other has saved', async () => {
  const unit = { id: 'unit-1', name: '示例市政所', kind: 'municipal', contact: '值班室', active: true }
  const save = (baseRev: number | null) =>
    captain.call({ method: 'POST', url: '/api/office/units', payload: { unit, baseRev } })
  expect((await save(null)).statusCode).toBe(200)
  expect(codeOf(await save(null))).toBe('assignment/stale')
  expect((await save(1)).statusCode).toBe(200)
  expect((await captain.call({ url: '/api/office/units' })).json()).toEqual({ units: [{ unit, rev: 2 }] })
})

test('[SYNC-54] a link that was revoked opens nothing on a database that was set back', async () => {
  const { linkId } = await issue()
  await captain.call({ method: 'POST', url: '/api/office/unit-links/revoke', payload: { linkId } })
  const facts = await server.deps.besideLog.readAll()
  const revokedAt = await server.deps.store.write(async (tx) => {
    await tx.updateTable('unit_link').set({ revoked_at: null }).where('id', '=', linkId).execute()
    await applyBesideFacts(tx, facts, server.clock.now())
    return tx.selectFrom('unit_link').select('revoked_at').where('id', '=', linkId).executeTakeFirst()
  })
  expect(revokedAt?.revoked_at).not.toBeNull()
})
