import { strFromU8, unzipSync } from 'fflate'
import type { InjectOptions } from 'fastify'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiCall } from '../../src/server/openapi/api-call.ts'
import { apiCalls } from '../../src/server/openapi/api-calls.ts'
import { signIdOf, type EntryId, type SchoolId, type SubjectId } from '../../src/domain/ids.ts'
import type { SignDetailResponse } from '../../src/protocol/office.ts'
import { drawnJpeg } from '../support/drawn-photos.ts'
import { grantEndOf, grantOf } from '../support/grant-entries.ts'
import {
  contentDigest,
  entryOf,
  findingOf,
  newId,
  photoRef,
  push,
  sha256Of,
  upload,
} from '../support/pushed-entries.ts'
import { signData } from '../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../support/test-server.ts'

/** Stands in every text that the first squad records; no answer to the second may hold it. */
const planted = 'PlantedInSquadOne'

let server: TestServer
let owner: TestClient
let ownersCaptain: TestClient
/** Sees every squad's set-up and nobody's records. */
let admin: TestClient
let otherSquad: readonly TestClient[]
/** By the names of the routes' parameters: ids of the first squad, and ids of the same make that nobody has. */
let real: Readonly<Record<string, string>>
let madeUp: Readonly<Record<string, string>>

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-2')
  await server.addPerson('1102', 'aux', 'squad-2')
  await server.addPerson('2002', 'captain', 'squad-2')
  await server.addPerson('9001', 'admin', 'bureau')
  owner = await server.login('1001')
  ownersCaptain = await server.login('2001')
  otherSquad = await Promise.all(['1002', '1102', '2002'].map((number) => server.login(number)))
  admin = await server.login('9001')
  real = await recordSomething()
  madeUp = {
    caseId: `case-${newId(server)}`,
    signId: `sign-${newId(server)}`,
    complaintId: newId(server),
    partId: newId(server),
    sha256: sha256Of(Buffer.from('nobody has this')),
    index: '0',
    version: '404',
  }
})
afterAll(() => server.close())

async function complainAbout(caseId: SubjectId, now: string): Promise<string> {
  const complaint = entryOf(server, ownersCaptain, 'complaint.received', {
    scope: 'squad-1',
    subjects: () => [caseId],
    data: {
      source: 'visit',
      receivedAt: now,
      summary: planted,
      limit: { amount: 5, unit: 'workDay' },
      calendarVersion: 0,
      dueAt: now,
      nth: 1,
    },
  })
  await push(server, ownersCaptain, [complaint])
  const complainants = [{ complaintId: complaint.id, name: planted, phone: planted, words: planted }]
  await ownersCaptain.call({ method: 'POST', url: '/api/office/complainants', payload: { complainants } })
  return complaint.id
}

/** A finding with a photo, an arrival, and a refused record of the first squad. */
async function recordSomething(): Promise<Readonly<Record<string, string>>> {
  const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
  const photo = photoRef(server, bytes)
  const { entry, caseId } = findingOf(server, owner, 'squad-1', { photos: [photo], note: planted, category: planted })
  const now = new Date(server.clock.now()).toISOString()
  const shift = { session: 'arrival', title: planted, schoolId: 'school-1' as SchoolId } as const
  const arrival = entryOf(server, owner, 'duty.arrived', {
    scope: 'squad-1',
    subjects: (id) => [`shift-${id}`],
    data: {
      basis: 'standIn',
      shift: { ...shift, date: now.slice(0, 10), startsAt: now, endsAt: now },
      placement: { placed: 'noFix', distanceM: null, accuracyM: null },
      timeliness: 'onTime',
      equipment: [],
      reason: planted,
    },
  })
  const sign = entryOf(server, owner, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data: signData({ content: planted, ownerName: planted }),
  })
  await push(server, owner, [entry, arrival, sign, { id: 'broken', note: planted }])
  const complaint = await complainAbout(caseId, now)
  await upload(owner, bytes)
  const { deltas } = await push(server, owner, [])
  const cursor = deltas.find((delta) => delta.scope === 'squad-1')?.to ?? ''
  return {
    caseId,
    complaintId: complaint,
    signId: signIdOf(sign.id as EntryId),
    partId: photo.partId,
    sha256: photo.sha256,
    index: '0',
    version: '404',
    cursor,
  }
}

const sampleQuery: Readonly<Record<string, string>> = {
  date: '2026-11-20',
  size: '10',
  collection: 'people',
  person: 'p-1001',
  format: 'csv',
  from: '2026-11-20',
  to: '2026-11-20',
}
/** What these must be asked with besides: ids of the first squad that stand in no path. */
const ownQuery: Readonly<Record<string, () => string>> = {
  '/api/office/complaints/same-point': () => `scope=squad-1&category=${planted}&place=${planted}`,
  '/api/office/unit-links': () => `case=${real['caseId']}`,
}
const bodies: Readonly<Record<string, unknown>> = {
  '/api/parts/have': () => ({ parts: [{ sha256: real['sha256'], sizeBytes: 10 }] }),
  '/api/sync/block': () => ({ scope: 'squad-1', block: 0, upTo: real['cursor'], after: null, limit: 500 }),
  '/api/parts/{sha256}/commit': () => ({ sizeBytes: 10 }),
  '/api/office/verify-picture': () => ({ sha256: real['sha256'] }),
  '/api/office/picture-copies': () => ({ partId: real['partId'], sha256: madeUp['sha256'], marks: [], mosaics: 0 }),
  '/api/office/dossier-prints': () => ({ caseId: real['caseId'], sha256: madeUp['sha256'] }),
}

/** The call with these ids. A route with a parameter that this test does not know fails here, and must be taught. */
function request(call: ApiCall, ids: Readonly<Record<string, string>>): InjectOptions {
  const path = call.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`No sample of {${name}} for ${call.path}.`)
    return id
  })
  const names = Object.entries(call.query?.entries ?? {}).flatMap(([name, taken]) =>
    v.is(taken, sampleQuery[name]) ? [name] : [],
  )
  // `size` is a number of bytes for chunks and a name for pictures.
  const query = names.flatMap((name) =>
    name in sampleQuery && !(name === 'size' && call.answer === 'bytes') ? [`${name}=${sampleQuery[name]}`] : [],
  )
  query.push(...(call.method === 'get' ? [ownQuery[call.path]?.() ?? []].flat() : []))
  const chunk = Buffer.alloc(10, 1)
  const body = bodies[call.path] as (() => object) | undefined
  return {
    method: call.method.toUpperCase() as 'GET',
    url: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    ...(call.body === 'bytes'
      ? {
          payload: chunk,
          headers: { 'content-type': 'application/octet-stream', 'content-digest': contentDigest(chunk) },
        }
      : {}),
    ...(body ? { payload: body() } : {}),
  }
}

const withSession = apiCalls.filter((call) => call.session && call.answer !== 'events')
const withFiles = withSession.filter((call) => call.query !== undefined && 'format' in call.query.entries)

/** All that the Excel file of this call holds; empty for who gets none. */
async function excelOf(client: TestClient, call: ApiCall): Promise<string> {
  const { url, ...asked } = request(call, real)
  const answer = await client.call({ ...asked, url: String(url).replace('=csv', '=xlsx') })
  if (answer.statusCode !== 200) return ''
  return Object.values(unzipSync(new Uint8Array(answer.rawPayload)))
    .map((file) => strFromU8(file))
    .join('\n')
}
const withIds = withSession.filter((call) => call.params !== undefined)
const names = (calls: readonly ApiCall[]): readonly (readonly [string, ApiCall])[] =>
  calls.map((call) => [`${call.method} ${call.path}`, call])

describe('a member of another squad', () => {
  test.each(names(withIds))('is answered by %s as if the thing did not exist', async (_name, call) => {
    for (const stranger of [...otherSquad, admin]) {
      const [theirs, nobodys] = [await stranger.call(request(call, real)), await stranger.call(request(call, madeUp))]
      expect([theirs.statusCode, theirs.body]).toEqual([nobodys.statusCode, nobodys.body])
      if (call.method === 'get') expect([403, 404]).toContain(theirs.statusCode)
      // Chunks of a stranger stay a stranger's: they must not stand between the runs.
      for (const sha256 of [real['sha256'], madeUp['sha256']])
        await server.deps.partStore.dropChunks(stranger.device, sha256 as never)
    }
  })

  test.each(names(withSession))('[DOC-6] finds nothing of the first squad in the answer of %s', async (_name, call) => {
    for (const stranger of [...otherSquad, admin]) {
      const { statusCode, body } = await stranger.call(request(call, real))
      // A question that the server does not understand would show nothing of anybody.
      if (call.method === 'get') expect(statusCode).not.toBe(400)
      expect(body).not.toContain(planted)
      if (stranger !== admin) expect(body).not.toContain(owner.personId)
    }
  })

  test.each(names(withFiles))(
    '[DOC-6] finds nothing of the first squad in the Excel file of %s',
    async (_name, call) => {
      expect(await excelOf(ownersCaptain, call)).toContain(planted)
      for (const stranger of [...otherSquad, admin]) expect(await excelOf(stranger, call)).not.toContain(planted)
    },
  )

  test('pulls nothing of the first squad, and an administrator no records at all', async () => {
    for (const stranger of [...otherSquad, admin])
      expect(JSON.stringify(await push(server, stranger, []))).not.toContain(planted)
  })
})

describe('[ENTRY-20] a squad that one case was granted to', () => {
  const granted = 'GrantedToSquadTwo'
  let readers: readonly TestClient[]
  let caseId: SubjectId
  let photoId: string

  const find = async (client: TestClient): Promise<string> => {
    const urls = ['/api/office/cases', `/api/office/cases/${caseId}`, `/api/office/duty?date=2026-11-20`]
    const answers = await Promise.all(urls.map(async (url) => (await client.call({ url })).body))
    return [...answers, JSON.stringify(await push(server, client, []))].join(' ')
  }
  const photoStatus = async (client: TestClient, partId: string | undefined): Promise<number> =>
    (await client.call({ url: `/api/parts/${partId}` })).statusCode

  beforeAll(async () => {
    readers = otherSquad
    const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 3 })
    const photo = photoRef(server, bytes)
    const made = findingOf(server, owner, 'squad-1', { photos: [photo], note: granted })
    caseId = made.caseId
    photoId = photo.partId
    await push(server, owner, [made.entry])
    await upload(owner, bytes)
    await push(server, ownersCaptain, [grantOf(server, ownersCaptain, { subject: caseId, to: 'squad-2' })])
  })

  test('finds that case in its pull, and in its ledger for those who read one', async () => {
    for (const reader of readers) expect(await find(reader)).toContain(granted)
    expect((await readers[2]!.call({ url: '/api/office/cases' })).body).toContain(granted)
  })

  test('reads its photo, and no other', async () => {
    for (const reader of readers) {
      expect(await photoStatus(reader, photoId)).toBe(200)
      expect(await photoStatus(reader, real['partId'])).toBe(404)
    }
  })

  test('finds nothing else of the first squad', async () => {
    for (const reader of readers) expect(await find(reader)).not.toContain(planted)
  })

  test('is no window for an administrator', async () => {
    expect(await find(admin)).not.toContain(granted)
    expect(await photoStatus(admin, photoId)).toBe(404)
  })

  test('[ENTRY-21] finds nothing of it once the grant has ended', async () => {
    await push(server, ownersCaptain, [grantEndOf(server, ownersCaptain, { subject: caseId, to: 'squad-2' })])
    for (const reader of readers) {
      expect(await find(reader)).not.toContain(granted)
      expect(await photoStatus(reader, photoId)).toBe(404)
    }
  })
})

describe('a case that a sign of another squad names', () => {
  test('shows that squad no line of the ledger', async () => {
    const [stranger, , captain] = otherSquad
    const sign = entryOf(server, stranger!, 'sign.registered', {
      scope: 'squad-2',
      subjects: (id) => [signIdOf(id), real['caseId'] ?? ''],
      data: signData(),
    })
    await push(server, stranger!, [sign])
    const answer = await captain!.call({ url: `/api/office/signs/${signIdOf(sign.id)}` })
    expect([answer.statusCode, answer.json<SignDetailResponse>().cases]).toEqual([200, []])
    const own = await captain!.call({ url: `/api/office/cases/${real['caseId']}` })
    expect(own.statusCode).toBe(404)
  })
})

/** No squad's: the map, which every session may have, and the bureau's standards. By its hash a photo is read by nobody. */
const isOfTheBureau = ({ path }: ApiCall): boolean =>
  path === '/api/base-map/{sha256}' || path === '/api/office/standards/{version}'
const readsRecords = (call: ApiCall): boolean => call.method === 'get' && !isOfTheBureau(call)

describe('the first squad itself', () => {
  test.each(names(withIds.filter(readsRecords)))('is answered by %s', async (_name, call) => {
    expect((await ownersCaptain.call(request(call, real))).statusCode).toBe(200)
  })

  test('finds its own words in the ledger, on the duty board and in its pull', async () => {
    const urls = ['/api/office/cases', '/api/office/duty?date=2026-11-20', '/api/office/sign-ledger?format=csv']
    for (const url of urls) {
      expect((await ownersCaptain.call({ url })).body).toContain(planted)
    }
    expect(JSON.stringify(await push(server, ownersCaptain, []))).toContain(planted)
  })
})

describe('somebody without a session', () => {
  test.each(names(apiCalls.filter((call) => call.session)))(
    'is told by %s to sign in, and nothing else',
    async (_name, call) => {
      const answer = await server.app.inject({
        ...request(call, real),
        headers: { 'x-xunhu': '1', ...request(call, real).headers },
      })
      expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([401, 'session/missing'])
    },
  )
})
