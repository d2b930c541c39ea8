import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeviceId, EntryId, OutsideUnitId, SubjectId } from '../../src/domain/ids.ts'
import type { UnitLinkListResponse, UnitLinkResponse } from '../../src/protocol/outside.ts'
import { apiCalls } from '../../src/server/openapi/api-calls.ts'
import { filedData } from '../support/case-decisions.ts'
import { entryOf, findingOf, newId, photoRef, push, sha256Of, upload } from '../support/pushed-entries.ts'
import { drawnJpeg } from '../support/drawn-photos.ts'
import { createTestServer, type TestClient, type TestServer } from '../support/test-server.ts'

let server: TestServer
let owner: TestClient
let ownersCaptain: TestClient
let otherSquad: readonly TestClient[]

/** What a body may name: things of the first squad, or of the same make and nobody's. */
interface Named {
  readonly person: string
  readonly device: string
  readonly scope: string
  readonly caseId: string
  readonly complaintId: string
  readonly partId: string
  readonly sha256: string
  readonly linkId: string
}
let real: Named
let madeUp: Named

const complainantName = '示例反映人'

async function recordSomething(): Promise<Named> {
  const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
  const photo = photoRef(server, bytes)
  const { entry, caseId } = findingOf(server, owner, 'squad-1', { photos: [photo] })
  const now = new Date(server.clock.now()).toISOString()
  const about = { scope: 'squad-1', subjects: () => [caseId] }
  const complaint = entryOf(server, ownersCaptain, 'complaint.received', {
    ...about,
    data: {
      source: 'visit',
      receivedAt: now,
      summary: '示例',
      limit: { amount: 5, unit: 'workDay' },
      calendarVersion: 0,
      dueAt: now,
      nth: 1,
    },
  })
  const sentOut = {
    unitId: 'unit-1' as OutsideUnitId,
    unitName: '示例市政所',
    task: '示例',
    photos: [photo.partId],
    replyBy: new Date(server.clock.now() + 86_400_000).toISOString(),
  }
  await push(server, owner, [entry])
  await upload(owner, bytes)
  await push(server, ownersCaptain, [complaint])
  await push(server, ownersCaptain, [entryOf(server, ownersCaptain, 'case.filed', { ...about, data: filedData() })])
  await push(server, ownersCaptain, [entryOf(server, ownersCaptain, 'case.sentOut', { ...about, data: sentOut })])
  const payload = { caseId, days: 7 }
  const link = await ownersCaptain.call({ method: 'POST', url: '/api/office/unit-links', payload })
  const { linkId } = link.json() as UnitLinkResponse
  const { partId, sha256 } = photo
  const { personId: person, device } = owner
  return { person, device, scope: 'squad-1', caseId, complaintId: complaint.id, partId, sha256, linkId }
}

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-2')
  await server.addPerson('1102', 'aux', 'squad-2')
  await server.addPerson('2002', 'captain', 'squad-2')
  owner = await server.login('1001')
  ownersCaptain = await server.login('2001')
  otherSquad = await Promise.all(['1002', '1102', '2002'].map((number) => server.login(number)))
  real = await recordSomething()
  madeUp = {
    person: 'p-nobody',
    device: newId<DeviceId>(server),
    scope: 'squad-9',
    caseId: `case-${newId(server)}` as SubjectId,
    complaintId: newId<EntryId>(server),
    partId: newId(server),
    sha256: sha256Of(Buffer.from('nobody has this')),
    linkId: newId<DeviceId>(server),
  }
})
afterAll(() => server.close())

const person = ({ person: id, scope }: Named) => ({ id, number: '7001', name: '示例改名', role: 'officer', scope })
const edit = (named: Named) => ({
  collection: 'people',
  id: named.person,
  scope: named.scope,
  baseRev: null,
  data: { ...person(named), active: false },
})

/** What each call that changes or asks by its body is sent with: all that it can name is a thing of `named`. */
const bodyOf: Readonly<Record<string, (named: Named) => object>> = {
  '/api/sessions/end': ({ device }) => ({ device }),
  '/api/parts/have': ({ sha256 }) => ({ parts: [{ sha256, sizeBytes: 10 }] }),
  '/api/office/base-map': ({ sha256 }) => ({ sha256, name: '示例' }),
  '/api/office/assignments': edit,
  '/api/office/assignments/batch': (named) => ({ edits: [edit(named)] }),
  '/api/office/devices/revoke': ({ device }) => ({ device, as: 'stolen' }),
  '/api/office/rescue': ({ person: author, device }) => ({
    ...{ author, device, exportedAt: new Date(server.clock.now()).toISOString(), smallParts: [] },
    entries: [],
  }),
  '/api/office/complaints/known': ({ complaintId }) => ({ numbers: [complaintId] }),
  '/api/office/complainants': ({ complaintId }) => ({
    complainants: [{ complaintId, name: '别人', phone: '', words: '' }],
  }),
  '/api/office/picture-copies': ({ partId, sha256 }) => ({ partId, sha256, marks: [], mosaics: 0 }),
  '/api/office/dossier-prints': ({ caseId, sha256 }) => ({ caseId, sha256 }),
  '/api/office/unit-links': ({ caseId }) => ({ caseId, days: 3 }),
  '/api/office/unit-links/revoke': ({ linkId }) => ({ linkId }),
}

/** Their bodies name nothing of a squad, or they have a test of their own. */
const ofNoSquad: Readonly<Record<string, string>> = {
  '/api/devices/erased': 'people of one’s own device',
  '/api/password': 'one’s own',
  '/api/own-calendar': 'one’s own',
  '/api/own-calendar/end': 'one’s own',
  '/api/office/units': 'the register is the bureau’s',
  '/api/office/verify-picture': 'evidence/verify-picture.test.ts: that it is ours, and nothing of it',
  '/api/sync': 'cross-scope.test.ts pulls; sync/push.test.ts pushes into another squad',
  '/api/sync/block': 'cross-scope.test.ts, with a cursor',
}

const changing = apiCalls.filter(({ session, method, body }) => session && method !== 'get' && body !== 'bytes')
const withIdsInPath = (path: string): boolean => path.includes('{')

describe('a member of another squad who names a thing of the first in a body', () => {
  test('is tested at every call that has one: a new call must be taught', () => {
    const taught = [...Object.keys(bodyOf), ...Object.keys(ofNoSquad)]
    expect(changing.map(({ path }) => path).filter((path) => !withIdsInPath(path))).toEqual(
      expect.arrayContaining(taught),
    )
    expect(changing.filter(({ path }) => !withIdsInPath(path) && !taught.includes(path))).toEqual([])
  })

  test.each(Object.keys(bodyOf))('is answered by %s as if it did not exist, and is understood', async (url) => {
    const ask = async (client: TestClient, named: Named): Promise<readonly [number, unknown]> => {
      const { statusCode, body } = await client.call({ method: 'POST', url, payload: bodyOf[url]?.(named) ?? {} })
      // What was asked for may be said again.
      return [statusCode, body.replaceAll(named.sha256, 'sha256')]
    }
    for (const stranger of otherSquad) {
      const [theirs, nobodys] = [await ask(stranger, real), await ask(stranger, madeUp)]
      expect(theirs).toEqual(nobodys)
      expect([400, 422, 500]).not.toContain(theirs[0])
    }
  })

  test('has changed nothing by all of it', async () => {
    expect((await owner.call({ url: '/api/session' })).statusCode).toBe(200)
    const { links } = (
      await ownersCaptain.call({ url: `/api/office/unit-links?case=${real.caseId}` })
    ).json() as UnitLinkListResponse
    expect(links).toMatchObject([{ linkId: real.linkId, revokedAt: null }])
    const who = { name: complainantName, phone: '', words: '' }
    const payload = { complainants: [{ complaintId: real.complaintId, ...who }] }
    await ownersCaptain.call({ method: 'POST', url: '/api/office/complainants', payload })
    const shown = await ownersCaptain.call({ url: `/api/office/complaints/${real.complaintId}/complainant` })
    expect(shown.json()).toEqual(who)
    const rows = await server.deps.store.read((db) =>
      db.selectFrom('assignment').selectAll().where('collection', '=', 'people').execute(),
    )
    expect(rows.map(({ id }) => id).sort()).toEqual(['p-1001', 'p-1002', 'p-1102', 'p-2001', 'p-2002'])
    expect(JSON.stringify(rows)).not.toContain('示例改名')
    for (const client of [owner, ownersCaptain, ...otherSquad])
      expect((await client.call({ url: '/api/session' })).statusCode).toBe(200)
  })
})
