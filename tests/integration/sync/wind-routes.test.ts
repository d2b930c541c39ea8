import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseIdOf, signIdOf, type PersonId, type ScopeId, type SubjectId } from '../../../src/domain/ids.ts'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { WindRouteDocument } from '../../../src/domain/signage/wind-route-document.ts'
import { endRoutes } from '../../../src/server/services/end-routes.ts'
import { verifyFeeds } from '../../../src/server/verify/verify-feeds.ts'
import type { SyncResponse } from '../../../src/protocol/sync.ts'
import { editPerson } from '../../support/edit-person.ts'
import { grantEndOf, grantOf } from '../../support/grant-entries.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { deltaOf, pullAll, sync } from '../../support/sync-calls.ts'
import { signInAll } from '../../support/sign-in-all.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const hourMs = 3_600_000

let server: TestServer
let officer: TestClient
let captain: TestClient
let neighbour: TestClient
let command: TestClient
let first: SubjectId
let second: SubjectId
let third: SubjectId

beforeEach(async () => {
  server = await createTestServer()
  const client = await signInAll(server, [
    ['1001', 'officer', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['1002', 'officer', 'squad-2'],
    ['4001', 'command', 'bureau'],
  ])
  ;[officer, captain, neighbour, command] = [client('1001'), client('2001'), client('1002'), client('4001')]
  ;[first, second, third] = [await register('一'), await register('二'), await register('三')]
  await push(server, captain, [warningOf(captain, 'squad-1')])
})
afterEach(() => server.close())

const data = (content: string) => signData({ content, signType: 'ROOF' })
async function register(content: string): Promise<SubjectId> {
  const sign = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data: data(content),
  })
  const signId = signIdOf(sign.id)
  await push(server, officer, [sign, surveyOf(officer, signId)])
  return signId
}
const surveyOf = (client: TestClient, signId: SubjectId, defects = {}): EntryEnvelope =>
  entryOf(server, client, 'sign.surveyed', {
    scope: 'squad-1',
    subjects: (id) => (Object.keys(defects).length > 0 ? [signId, caseIdOf(id)] : [signId]),
    data: surveyData(defects, { sign: data(''), nowMs: server.clock.now() }),
  })
const warningOf = (client: TestClient, scope: string, hours = 6): EntryEnvelope =>
  entryOf(server, client, 'wind.warned', {
    scope,
    subjects: () => [`wind-${scope}`],
    data: { level: 'orange', until: new Date(server.clock.now() + hours * hourMs).toISOString() },
  })
const liftOf = (client: TestClient, scope = 'squad-1'): EntryEnvelope =>
  entryOf(server, client, 'wind.lifted', { scope, subjects: () => [`wind-${scope}`], data: {} })
function routeOf(
  crews: Readonly<Record<string, readonly SubjectId[]>>,
  named: readonly PersonId[] = [],
): EntryEnvelope {
  server.clock.advance(60_000)
  return entryOf(server, captain, 'wind.routed', {
    scope: 'squad-1',
    subjects: () => ['wind-squad-1'],
    data: {
      crews: Object.entries(crews).map(([squad, signs]) => ({
        name: squad,
        squad: squad as ScopeId,
        people: squad === 'squad-1' ? [] : [...named],
        stops: signs.map((sign) => ({
          sign,
          score: { grade: 4, height: 1, exposure: 1, gate: 1 },
          gateM: 40,
          roadClass: null,
        })),
      })),
    },
  })
}
async function split(crews: Readonly<Record<string, readonly SubjectId[]>>): Promise<string | undefined> {
  const { results } = await push(server, captain, [routeOf(crews)])
  return results[0]?.code ?? results[0]?.status
}

const signsIn = (pages: readonly SyncResponse[]): readonly SubjectId[] => [
  ...new Set(
    pages.flatMap((page) =>
      deltaOf(page, 'squad-2').entries.flatMap(({ entry }) =>
        entry.subjects.filter((each) => each.startsWith('sign-')),
      ),
    ),
  ),
]
/** What a phone of the other squad that begins anew would hold. */
const seen = async (): Promise<readonly SubjectId[]> => [...signsIn((await pullAll(server, neighbour)).pages)].sort()
const routesIn = (answer: SyncResponse, scope: string): readonly WindRouteDocument[] =>
  deltaOf(answer, scope)
    .assignments.filter(({ collection }) => collection === 'routes')
    .map((doc) => doc.data as WindRouteDocument)
const signsOf = (route: WindRouteDocument | undefined): readonly SubjectId[] =>
  route?.crews.flatMap(({ stops }) => stops.map(({ sign }) => sign)) ?? []

describe('[ENTRY-65] tonight’s route split among squads', () => {
  test('the other squad gets exactly its stops, with their history, and its own part of the split', async () => {
    expect(await seen()).toEqual([])
    expect(await split({ 'squad-1': [first], 'squad-2': [second] })).toBe('accepted')
    expect(await seen()).toEqual([second])
    const answer = await sync(server, neighbour)
    expect(
      deltaOf(answer, 'squad-2')
        .entries.map(({ entry }) => entry.kind)
        .sort(),
    ).toEqual(['sign.registered', 'sign.surveyed'])
    expect(routesIn(answer, 'squad-2').map(signsOf)).toEqual([[second]])
    expect(routesIn(await sync(server, officer), 'squad-1').map(signsOf)).toEqual([[first, second]])
  })

  test('who of the other squad is named stands in its part, and its signs come to all of that squad’s phones', async () => {
    const person = await server.addPerson('1003', 'officer', 'squad-2')
    const { results } = await push(server, captain, [routeOf({ 'squad-1': [first], 'squad-2': [second] }, [person])])
    expect(results[0]?.status).toBe('accepted')
    const [route] = routesIn(await sync(server, neighbour), 'squad-2')
    expect(route?.crews.map(({ people }) => people)).toEqual([[person]])
    expect(await seen()).toEqual([second])
  })

  test('who is not of the crew’s squad is left out of it, and a crew without anybody left is the whole squad', async () => {
    const crewsFor = async (named: readonly PersonId[]): Promise<readonly (readonly PersonId[])[]> => {
      await push(server, captain, [routeOf({ 'squad-1': [first], 'squad-2': [second] }, named)])
      const documents = [
        ...routesIn(await sync(server, captain), 'squad-1'),
        ...routesIn(await sync(server, neighbour), 'squad-2'),
      ]
      return documents
        .flatMap(({ crews }) => crews.filter(({ squad }) => squad === 'squad-2'))
        .map((crew) => crew.people)
    }
    const [ours, theirs, nobody] = ['p-1001', 'p-1002', 'p-9999'] as PersonId[] as [PersonId, PersonId, PersonId]
    expect(await crewsFor([ours, theirs, nobody])).toEqual([[theirs], [theirs]])
    expect(await crewsFor([ours, nobody])).toEqual([[], []])
  })

  test.each([{ active: false }, { scope: 'squad-1' as ScopeId }])(
    'who leaves the squad after the split leaves its crew, and that is the whole squad then (%o)',
    async (change) => {
      const person = await server.addPerson('1003', 'officer', 'squad-2')
      await push(server, captain, [routeOf({ 'squad-1': [first], 'squad-2': [second] }, [person])])
      await editPerson(server, '1003', 'squad-2' as ScopeId, change)
      const [route] = routesIn(await sync(server, neighbour), 'squad-2')
      expect(route?.crews.map(({ people }) => people)).toEqual([[]])
      expect(await seen()).toEqual([second])
    },
  )

  test('a new split lends what is new in it, and takes back what is not', async () => {
    await split({ 'squad-1': [first], 'squad-2': [second] })
    const { cursors } = await pullAll(server, neighbour)
    await split({ 'squad-1': [first, second], 'squad-2': [third] })
    expect(await seen()).toEqual([third])
    const { pages } = await pullAll(server, neighbour, { cursors })
    expect(pages.flatMap((page) => deltaOf(page, 'squad-2').ended ?? []).map(({ subject }) => subject)).toEqual([
      second,
    ])
    await split({ 'squad-1': [first, second, third] })
    expect(await seen()).toEqual([])
    expect(routesIn(await sync(server, neighbour), 'squad-2')).toEqual([])
  })

  test('nobody lends another squad’s sign, nor to a squad that does not exist', async () => {
    expect(await split({ 'squad-9': [first] })).toBe('entry/grant-target')
    const foreign = entryOf(server, neighbour, 'sign.registered', {
      scope: 'squad-2',
      subjects: (id) => [signIdOf(id)],
      data: data('别队'),
    })
    await server.addSquad('squad-3')
    await server.addPerson('1003', 'officer', 'squad-3')
    const third3 = await server.login('1003')
    await push(server, neighbour, [foreign])
    expect(await split({ 'squad-3': [signIdOf(foreign.id)] })).toBe('accepted')
    expect(deltaOf(await sync(server, third3), 'squad-3').entries).toEqual([])
  })

  test('[ENTRY-22] its survey is the home’s: it goes there, and its hazard opens a case there', async () => {
    await split({ 'squad-2': [second] })
    const survey = surveyOf(neighbour, second, { 'GG-P01': 'S' })
    const { results } = await push(server, neighbour, [survey])
    expect(results[0]?.status).toBe('accepted')
    const home = deltaOf(await sync(server, officer), 'squad-1')
    expect(home.entries.map(({ entry }) => entry.id)).toContain(survey.id)
    const cases = await captain.call({ url: '/api/office/cases' })
    expect((cases.json() as { rows: readonly { caseId: string }[] }).rows.map(({ caseId }) => caseId)).toEqual([
      caseIdOf(survey.id),
    ])
    const other = await push(server, neighbour, [surveyOf(neighbour, first)])
    expect(other.results[0]?.code).toBe('entry/scope-not-member')
  })
})

describe('[ENTRY-65] a split for the bureau’s wind', () => {
  const standing = async (): Promise<readonly (readonly SubjectId[])[]> =>
    [...routesIn(await sync(server, officer), 'squad-1'), ...routesIn(await sync(server, neighbour), 'squad-2')].map(
      signsOf,
    )

  test.each(['the warning first', 'the split first'])('stands whichever comes in first: %s', async (order) => {
    await push(server, captain, [liftOf(captain)])
    server.clock.advance(60_000)
    const warning = warningOf(command, 'bureau')
    const route = routeOf({ 'squad-1': [first], 'squad-2': [second] })
    const pushes = [() => push(server, command, [warning]), () => push(server, captain, [route])]
    for (const send of order === 'the warning first' ? pushes : pushes.toReversed()) {
      expect(await standing()).toEqual([])
      await send()
    }
    expect(await standing()).toEqual([[first, second], [second]])
    expect(await seen()).toEqual([second])
  })
})

describe('[ENTRY-66] when the wind is over', () => {
  const routesLeft = async (): Promise<number> =>
    routesIn(await sync(server, officer), 'squad-1').length + routesIn(await sync(server, neighbour), 'squad-2').length

  test('what was once lent by hand and taken back goes as well', async () => {
    await push(server, captain, [grantOf(server, captain, { subject: second, to: 'squad-2' })])
    await push(server, captain, [grantEndOf(server, captain, { subject: second, to: 'squad-2' })])
    await split({ 'squad-1': [first], 'squad-2': [second] })
    expect(await seen()).toEqual([second])
    await push(server, captain, [liftOf(captain)])
    expect(await seen()).toEqual([])
  })

  test('lifted by the captain, what was lent is seen no more, in the same transaction', async () => {
    await split({ 'squad-1': [first], 'squad-2': [second] })
    await push(server, captain, [liftOf(captain)])
    expect([await seen(), await routesLeft()]).toEqual([[], 0])
  })

  test('ended by the clock, likewise with the next look at it; what was surveyed before is taken in after', async () => {
    await split({ 'squad-1': [first], 'squad-2': [second] })
    const late = surveyOf(neighbour, second)
    expect(await endRoutes(server.deps)).toEqual([])
    server.clock.advance(7 * hourMs)
    expect([...(await endRoutes(server.deps))].sort()).toEqual(['squad-1', 'squad-2'])
    expect([await seen(), await routesLeft()]).toEqual([[], 0])
    expect((await push(server, neighbour, [late])).results[0]?.status).toBe('accepted')
    expect(await endRoutes(server.deps)).toEqual([])
  })

  test('a warning of the bureau keeps it standing, and lifting that ends it', async () => {
    await split({ 'squad-2': [second] })
    await push(server, command, [warningOf(command, 'bureau', 12)])
    await push(server, captain, [liftOf(captain)])
    expect(await seen()).toEqual([second])
    await push(server, command, [liftOf(command, 'bureau')])
    expect([await seen(), await routesLeft()]).toEqual([[], 0])
  })

  test('what a captain lent by hand stays lent', async () => {
    await push(server, captain, [grantOf(server, captain, { subject: third, to: 'squad-2' })])
    await split({ 'squad-2': [second, third] })
    await push(server, captain, [liftOf(captain)])
    expect(await seen()).toEqual([third])
  })

  test('[SYNC-44] the digests of all feeds hold', async () => {
    await split({ 'squad-1': [first], 'squad-2': [second, third] })
    await split({ 'squad-1': [second], 'squad-2': [first, third] })
    await push(server, captain, [liftOf(captain)])
    const verified = await server.deps.store.query((db) => verifyFeeds(db))
    expect(verified.broken).toEqual([])
  })
})
