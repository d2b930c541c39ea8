import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import type { OwnCalendarLink, OwnCalendarState } from '../../../src/protocol/session.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { applyBesideFacts } from '../../../src/server/services/beside-facts.ts'
import { li, qian, shiftWith, wang } from '../../support/roster-data.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
  for (const shift of [shiftWith([wang, li]), shiftWith([li, qian], { session: 'dismissal' })]) await put(shift)
})
afterEach(() => server.close())

const put = (shift: Shift): Promise<unknown> =>
  server.deps.store.write((tx) =>
    putAssignment(tx, { collection: 'shifts', id: shift.id, scope: shift.scope, baseRev: 'any', data: { ...shift } }),
  )
const make = async (): Promise<string> =>
  ((await officer.call({ method: 'POST', url: '/api/own-calendar' })).json() as OwnCalendarLink).path
const state = async (): Promise<OwnCalendarState> =>
  (await officer.call({ url: '/api/own-calendar' })).json() as OwnCalendarState
/** As a calendar does: no cookie, no header of ours. */
const read = (url: string) => server.app.inject({ url })

describe('[CAL-1] the secret address of one’s shifts', () => {
  test('needs no session, and its secret is nowhere in the database', async () => {
    const path = await make()
    expect(path).toMatch(/^\/api\/calendar\/[A-Za-z0-9_-]{43}\.ics$/)
    expect((await read(path)).statusCode).toBe(200)
    const rows = await server.deps.store.read((db) => db.selectFrom('calendar_link').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(path.slice(14, 57))
    expect((await state()).lastReadAt).toBe(new Date(server.clock.now()).toISOString())
  })

  test('is renewed and ended by its person; then it opens nothing, like one that never was', async () => {
    const first = await make()
    const second = await make()
    const unknown = await read(`/api/calendar/${'x'.repeat(43)}.ics`)
    expect([(await read(first)).statusCode, (await read(second)).statusCode]).toEqual([404, 200])
    await officer.call({ method: 'POST', url: '/api/own-calendar/end' })
    expect((await read(second)).body).toBe(unknown.body)
    expect(await state()).toEqual({ madeAt: null, lastReadAt: null })
  })

  test('stays ended through a restore', async () => {
    const path = await make()
    const [row] = await server.deps.store.read((db) => db.selectFrom('calendar_link').selectAll().execute())
    server.clock.advance(1_000)
    await officer.call({ method: 'POST', url: '/api/own-calendar/end' })
    const facts = await server.deps.besideLog.readAll()
    await server.deps.store.write(async (tx) => {
      await tx.insertInto('calendar_link').values(row!).execute()
      await applyBesideFacts(tx, facts, server.clock.now())
    })
    expect((await read(path)).statusCode).toBe(404)
  })

  test('ends when its person leaves', async () => {
    const path = await make()
    await server.addPerson('9001', 'admin', 'bureau')
    const admin = await server.login('9001')
    const listed = await admin.call({ url: '/api/office/assignments?collection=people' })
    const { documents } = listed.json() as { documents: { id: string; rev: number; data: object }[] }
    const { id, rev, data } = documents.find((each) => each.id === 'p-1001')!
    const payload = { collection: 'people', id, scope: 'squad-1', baseRev: rev, data: { ...data, active: false } }
    expect((await admin.call({ method: 'POST', url: '/api/office/assignments', payload })).statusCode).toBe(200)
    expect((await read(path)).statusCode).toBe(404)
  })

  test('is written in the audit, without the secret', async () => {
    await make()
    await officer.call({ method: 'POST', url: '/api/own-calendar/end' })
    const lines = await server.deps.store.read((db) => db.selectFrom('audit_line').selectAll().execute())
    const acts = lines.filter(({ act }) => act.startsWith('calendar.')).map(({ act, target }) => [act, target])
    expect(acts).toEqual([
      ['calendar.issued', 'people/p-1001'],
      ['calendar.ended', 'people/p-1001'],
    ])
  })
})

describe('[CAL-2] what a calendar reads there', () => {
  test('is the person’s own shifts and nobody else’s', async () => {
    const answer = await read(await make())
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.body.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(answer.body).toContain('DTSTART:20261122T234000Z')
  })

  test('is given 120 times a minute to one address', async () => {
    const path = await make()
    const codes: number[] = []
    for (let call = 0; call < 121; call += 1) codes.push((await read(path)).statusCode)
    expect(codes.filter((code) => code === 200)).toHaveLength(120)
    expect(codes.at(-1)).toBe(429)
  })
})
