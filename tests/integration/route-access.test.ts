import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Role } from '../../src/domain/people/role.ts'
import { findingOf, newId, push, sha256Of } from '../support/pushed-entries.ts'
import { registeredCalls } from '../support/registered-calls.ts'
import { sync, syncRequest, tallyOf } from '../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../support/test-server.ts'

/** Stands in every text of the first squad: no answer to anybody who may not see it holds it. */
const planted = 'PlantedInSquadOne'

let server: TestServer
let owner: TestClient
let spy: TestClient
let byRole: ReadonlyMap<Role, TestClient>
let caseId: string

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  owner = await server.login('1001')
  spy = await server.login('2002')
  const clients: [Role, TestClient][] = []
  for (const [index, role] of Role.options.entries()) {
    const number = `80${index}0`
    await server.addPerson(number, role, ['officer', 'aux', 'captain'].includes(role) ? 'squad-1' : 'bureau')
    clients.push([role, await server.login(number)])
  }
  byRole = new Map(clients)
  const finding = findingOf(server, owner, 'squad-1', { note: planted })
  caseId = finding.caseId
  await push(server, owner, [finding.entry, tallyOf(server, owner)])
})
afterAll(() => server.close())

/** What a call is made with; of the kind that the route reads and of no particular thing. */
type Make = (client: TestClient) => Pick<InjectOptions, 'payload' | 'headers'> & { readonly url?: string }
interface Row {
  /** Who may make the call at all: the bureau's table, written here once more. `session`: whoever is signed in; `nobody`: needs none. */
  readonly roles: readonly Role[] | 'session' | 'nobody'
  readonly make?: Make
}

const office: readonly Role[] = ['captain', 'inspector', 'command', 'viewer']
const exporters: readonly Role[] = ['captain', 'inspector', 'command']
const setUp: readonly Role[] = ['admin']
const nobodyHas = sha256Of(Buffer.from('nobody has this'))
const bytes = { 'content-type': 'application/octet-stream' }
const json =
  (payload: object): Make =>
  () => ({ payload })
const at =
  (url: string): Make =>
  () => ({ url })
const school = { collection: 'schools', id: 'school-x', scope: 'squad-1', baseRev: 999, data: null }
const rescue = (client: TestClient, author = client.personId) => ({
  author,
  device: newId(server),
  exportedAt: new Date(server.clock.now()).toISOString(),
  entries: [],
  smallParts: [],
})

/** Every route of the server. One that is registered and not named here fails the first test. */
const routes: Readonly<Record<string, Row>> = {
  'GET /api/about': { roles: 'nobody' },
  'POST /api/login': { roles: 'nobody' },
  'POST /api/login/provider': { roles: 'nobody' },
  'POST /api/login/provider/begin': { roles: 'nobody' },
  'POST /api/logout': { roles: 'nobody' },
  'POST /api/setup': { roles: 'nobody' },
  'GET /api/openapi.json': { roles: 'nobody' },
  'GET /api/session': { roles: 'session' },
  'GET /api/sessions': { roles: 'session' },
  'POST /api/sessions/end': { roles: 'session', make: () => ({ payload: { device: newId(server) } }) },
  'POST /api/password': { roles: 'session', make: json({ current: 'x', next: 'x' }) },
  'GET /api/own-calendar': { roles: 'session' },
  'POST /api/own-calendar': { roles: 'session' },
  'POST /api/own-calendar/end': { roles: 'session' },
  // Needs a person’s secret address instead: tests/integration/session/own-calendar.test.ts.
  'GET /api/calendar/{}': { roles: 'nobody' },
  'POST /api/devices/erased': { roles: 'session', make: json({ keptPeople: 0 }) },
  'POST /api/sync': { roles: 'session', make: (client) => ({ payload: syncRequest(server, client) }) },
  'POST /api/sync/block': { roles: 'session' },
  'POST /api/parts/have': { roles: 'session', make: json({ parts: [] }) },
  'PUT /api/parts/{}/{}': {
    roles: 'session',
    make: () => ({ url: `/api/parts/${nobodyHas}/0?size=1`, payload: Buffer.alloc(1), headers: bytes }),
  },
  'POST /api/parts/{}/commit': {
    roles: 'session',
    make: () => ({ url: `/api/parts/${nobodyHas}/commit`, payload: { sizeBytes: 1 } }),
  },
  'GET /api/parts/{}': { roles: 'session', make: () => ({ url: `/api/parts/${newId(server)}` }) },
  'GET /api/base-map': { roles: 'session' },
  'GET /api/base-map/{}': { roles: 'session', make: at(`/api/base-map/${nobodyHas}`) },
  // A stream that never ends: who reads it is held by the tests of live news.
  'GET /api/live': { roles: 'session' },
  'GET /api/office/duty': { roles: office, make: at('/api/office/duty?date=2026-11-20') },
  'GET /api/office/cases': { roles: office },
  'GET /api/office/cases/{}': { roles: office, make: () => ({ url: `/api/office/cases/${caseId}` }) },
  'GET /api/office/cases/{}/similar': { roles: office, make: () => ({ url: `/api/office/cases/${caseId}/similar` }) },
  'GET /api/office/inbox': { roles: office },
  'GET /api/office/signs': { roles: office },
  'GET /api/office/sign-months': { roles: office },
  'GET /api/office/sign-points': { roles: office },
  'GET /api/office/signs/{}': { roles: office, make: () => ({ url: `/api/office/signs/sign-${newId(server)}` }) },
  'GET /api/office/sign-progress': { roles: office },
  'GET /api/office/attention': { roles: office },
  'GET /api/office/case-ledger': { roles: exporters, make: at('/api/office/case-ledger?format=csv') },
  'GET /api/office/complaint-ledger': {
    roles: exporters,
    make: at('/api/office/complaint-ledger?format=csv&from=2026-11-20&to=2026-11-20'),
  },
  'GET /api/office/duty-ledger': {
    roles: exporters,
    make: at('/api/office/duty-ledger?format=csv&from=2026-11-20&to=2026-11-20'),
  },
  'GET /api/office/sign-ledger': { roles: exporters, make: at('/api/office/sign-ledger?format=csv') },
  'GET /api/office/assignments': {
    roles: [...office, 'admin'],
    make: at('/api/office/assignments?collection=people'),
  },
  'GET /api/office/standards': { roles: [...office, 'admin'] },
  'GET /api/office/standards/{}': { roles: [...office, 'admin'], make: at('/api/office/standards/1') },
  'POST /api/office/assignments': { roles: ['captain', 'admin'], make: json(school) },
  'POST /api/office/assignments/batch': { roles: ['captain', 'admin'], make: json({ edits: [school] }) },
  'GET /api/office/complaints': { roles: office },
  'GET /api/office/complaints/same-point': {
    roles: ['captain', 'command'],
    make: at('/api/office/complaints/same-point?scope=squad-1&category=x&place=x'),
  },
  'POST /api/office/complaints/known': { roles: ['captain', 'command'], make: json({ numbers: ['x'] }) },
  'GET /api/office/complaints/{}/complainant': {
    roles: ['officer', 'captain', 'command'],
    make: () => ({ url: `/api/office/complaints/${newId(server)}/complainant` }),
  },
  'POST /api/office/complainants': {
    roles: ['captain', 'command'],
    make: () => ({ payload: { complainants: [{ complaintId: newId(server), name: 'x', phone: '', words: '' }] } }),
  },
  'GET /api/office/units': { roles: ['captain', 'command', 'admin'] },
  'POST /api/office/units': {
    roles: ['captain', 'command', 'admin'],
    make: json({ unit: { id: 'unit-x', name: 'x', kind: 'other', active: true }, baseRev: 999 }),
  },
  'GET /api/office/unit-links': {
    roles: ['captain', 'command'],
    make: () => ({ url: `/api/office/unit-links?case=${caseId}` }),
  },
  'POST /api/office/unit-links': { roles: ['captain', 'command'], make: () => ({ payload: { caseId, days: 7 } }) },
  'POST /api/office/unit-links/revoke': {
    roles: ['captain', 'command'],
    make: () => ({ payload: { linkId: newId(server) } }),
  },
  // Needs a link of a unit without an account instead: tests/integration/office/unit-links.test.ts.
  'GET /api/unit-link': { roles: 'nobody' },
  'GET /api/unit-link/photos/{}': { roles: 'nobody' },
  'PUT /api/unit-link/parts/{}/{}': { roles: 'nobody' },
  'POST /api/unit-link/parts/{}/commit': { roles: 'nobody' },
  'POST /api/unit-link/answers': { roles: 'nobody' },
  'POST /api/unit-link/extensions': { roles: 'nobody' },
  'POST /api/office/verify-picture': { roles: office, make: json({ sha256: nobodyHas }) },
  'POST /api/office/picture-copies': {
    roles: exporters,
    make: () => ({ payload: { partId: newId(server), sha256: nobodyHas, marks: [], mosaics: 0 } }),
  },
  'POST /api/office/dossier-prints': {
    roles: exporters,
    make: () => ({ payload: { caseId, sha256: nobodyHas } }),
  },
  'GET /api/office/devices': { roles: setUp, make: at('/api/office/devices?person=p-1001') },
  'POST /api/office/devices/revoke': { roles: setUp, make: () => ({ payload: { device: newId(server) } }) },
  'GET /api/office/audit': { roles: ['inspector', 'admin'] },
  'GET /api/office/audit/chain': { roles: ['inspector', 'admin'] },
  'POST /api/office/base-map': { roles: setUp, make: json({ sha256: nobodyHas, name: 'x' }) },
  'POST /api/office/rescue': {
    roles: ['captain', 'command'],
    make: (client) => ({ payload: rescue(client) }),
  },
}

async function call(name: string, client: TestClient): Promise<LightMyRequestResponse> {
  const [method = '', path = ''] = name.split(' ')
  return client.call({ method: method as 'GET', url: path, ...routes[name]?.make?.(client) })
}
const codeOf = (answer: LightMyRequestResponse): string =>
  (JSON.parse(answer.body || '{}') as { code?: string }).code ?? ''

const guarded = Object.keys(routes).filter((name) => Array.isArray(routes[name]?.roles))

test('every route of the server is in the table, and nothing else', () => {
  expect(Object.keys(routes).sort()).toEqual([...registeredCalls(server.app)].sort())
})

describe('a route for some roles', () => {
  test.each(guarded)('%s is for those roles and for no other', async (name) => {
    const admitted: Role[] = []
    for (const [role, client] of byRole) {
      const answer = await call(name, client)
      if (answer.statusCode !== 403) admitted.push(role)
      else expect([codeOf(answer), answer.body.includes(planted)]).toEqual(['access/denied', false])
    }
    expect(admitted).toEqual(Role.options.filter((role) => routes[name]?.roles.includes(role)))
  })
})

/** Ids of the first squad that are named in a body or a query, by the captain of the second. */
describe('a captain of another squad who names what is the first squad’s', () => {
  const post = (url: string, payload: object) => spy.call({ method: 'POST', url, payload })
  const get = (url: string) => spy.call({ url })

  test('as the scope of a document saves and reads none', async () => {
    const shift = { ...school, collection: 'shifts', baseRev: null }
    expect(codeOf(await post('/api/office/assignments', shift))).toBe('access/denied')
    expect(codeOf(await post('/api/office/assignments/batch', { edits: [shift] }))).toBe('access/denied')
    for (const collection of ['people', 'shifts', 'schools', 'streets'])
      expect((await get(`/api/office/assignments?collection=${collection}`)).body).not.toContain('squad-1"')
  })

  test('as the id of a document that lives there, moves it nowhere', async () => {
    const data = { id: 'p-1001', number: '1001', name: 'x', role: 'officer', scope: 'squad-2', active: true }
    const stolen = { collection: 'people', id: 'p-1001', scope: 'squad-2', baseRev: 1, data }
    expect(codeOf(await post('/api/office/assignments', stolen))).toBe('access/denied')
  })

  test('as the author of a file of records brings in nothing', async () => {
    expect(codeOf(await post('/api/office/rescue', rescue(spy, owner.personId)))).toBe('access/denied')
  })

  test('as the author or the device of a push is not taken for them', async () => {
    const theirs = tallyOf(server, owner)
    const { results } = await sync(server, spy, { entries: [theirs, tallyOf(server, spy, 'squad-1')] })
    expect(results.map(({ status, code }) => [status, code])).toEqual([
      ['refused', 'entry/author-mismatch'],
      ['refused', 'entry/scope-not-member'],
    ])
    const asOwner = { ...syncRequest(server, spy), device: owner.device }
    expect(codeOf(await post('/api/sync', asOwner))).toBe('session/wrong-person')
  })

  test.each(['cases?person=p-1001', 'cases?category=E01', 'signs?street=street-1', 'duty?date=2026-11-20'])(
    'in the filter of %s finds nothing of theirs',
    async (query) => {
      const { statusCode, body } = await get(`/api/office/${query}`)
      expect([statusCode, body.includes(planted), body.includes('p-1001"')]).toEqual([200, false, false])
    },
  )

  test('by HEAD learns no more than by GET', async () => {
    for (const url of [`/api/office/cases/${caseId}`, '/api/office/devices?person=p-1001'])
      expect((await spy.call({ method: 'HEAD', url })).statusCode).toBe((await get(url)).statusCode)
  })
})
