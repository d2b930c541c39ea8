import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seenShiftOf } from '../../../src/domain/duty/seen-shift.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import type { EntryId } from '../../../src/domain/ids.ts'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import { findAssignment, putAssignment } from '../../../src/server/services/assignments.ts'
import { must } from '../../../src/lib/must.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { li, shiftWith, wang, zhao } from '../../support/roster-data.ts'
import { deltaOf, sync } from '../../support/sync-calls.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let client: ClientOf
const morning = shiftWith([wang, li])

beforeEach(async () => {
  server = await createTestServer()
  client = await signInAll(server, [
    ['1001', 'officer', 'squad-1'],
    ['1002', 'aux', 'squad-1'],
    ['1003', 'officer', 'squad-1'],
    ['1004', 'aux', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['2002', 'captain', 'squad-1'],
  ])
  for (const number of ['1001', '1003', '2001']) await certify(number)
  await put(morning)
})
afterEach(() => server.close())

const put = (shift: Shift): Promise<unknown> =>
  server.deps.store.write((tx) =>
    putAssignment(tx, { collection: 'shifts', id: shift.id, scope: shift.scope, baseRev: 'any', data: { ...shift } }),
  )
async function certify(number: string): Promise<void> {
  await server.deps.store.write(async (tx) => {
    const stored = must(await findAssignment(tx, 'people', `p-${number}`), number)
    const data = { ...stored.data, certificate: { number: `证${number}`, validTo: '2027-12-31' } }
    await putAssignment(tx, { collection: 'people', id: `p-${number}`, scope: stored.scope, baseRev: 'any', data })
  })
}
const stored = (): Promise<Shift> =>
  server.deps.store.read(async (tx) => must(await findAssignment(tx, 'shifts', morning.id), 'shift').data as Shift)

const base = { scope: 'squad-1', subjects: () => [morning.id] }
const asks = (to = zhao.id): EntryEnvelope =>
  entryOf(server, client('1001'), 'roster.swapAsked', { ...base, data: { to, shift: seenShiftOf(morning) } })
const answers = (request: EntryId, by = '1003'): EntryEnvelope =>
  entryOf(server, client(by), 'roster.swapAnswered', { ...base, data: { request, agreed: true } })
const approves = (request: EntryId, by = '2001', overrides: { code: 'tooFew' | 'noOfficer'; reason: string }[] = []) =>
  entryOf(server, client(by), 'roster.swapDecided', { ...base, data: { request, approved: true, overrides } })
const send = async (number: string, entry: EntryEnvelope): Promise<string> =>
  must((await push(server, client(number), [entry])).results[0], 'result').status

describe('[ENTRY-52] 换班 that everybody agreed to', () => {
  test.each([
    ['1001', '1003', '2001'],
    ['1001', '2001', '1003'],
    ['1003', '1001', '2001'],
    ['1003', '2001', '1001'],
    ['2001', '1001', '1003'],
    ['2001', '1003', '1001'],
  ])('changes the roster once, whoever is heard first: %s, %s, %s', async (...order) => {
    const request = asks()
    const words = new Map([
      ['1001', request],
      ['1003', answers(request.id)],
      ['2001', approves(request.id)],
    ])
    for (const [index, number] of order.entries()) {
      expect(await send(number, must(words.get(number), number))).toBe('accepted')
      expect((await stored()).assignees).toEqual(index < 2 ? [wang.id, li.id] : [zhao.id, li.id])
    }
    expect((await stored()).swaps).toMatchObject([{ request: request.id, from: wang.id, to: zhao.id, by: 'p-2001' }])
    await push(
      server,
      client('2001'),
      [...words.values()].filter(({ author }) => author === 'p-2001'),
    )
    expect((await stored()).swaps).toHaveLength(1)
  })

  test('reaches every phone of the squad with the record that completed it', async () => {
    const request = asks()
    await send('1001', request)
    await send('1003', answers(request.id))
    await send('2001', approves(request.id))
    const { entries, assignments } = deltaOf(await sync(server, client('1002')), 'squad-1')
    expect(entries.map(({ entry }) => entry.kind)).toContain('roster.swapDecided')
    expect(assignments.find(({ id }) => id === morning.id)?.data).toMatchObject({ assignees: [zhao.id, li.id] })
  })

  test('changes nothing where the shift was changed meanwhile', async () => {
    const request = asks()
    await send('1001', request)
    await send('1003', answers(request.id))
    await put({ ...morning, startsAt: '2026-11-22T23:10:00.000Z' })
    expect(await send('2001', approves(request.id))).toBe('accepted')
    expect((await stored()).assignees).toEqual([wang.id, li.id])
  })

  test('changes nothing once the shift has begun', async () => {
    const request = asks()
    await send('1001', request)
    await send('1003', answers(request.id))
    server.clock.advance(Date.parse(morning.startsAt) - server.clock.now())
    await send('2001', approves(request.id))
    expect((await stored()).assignees).toEqual([wang.id, li.id])
  })

  test('is held to the rules of the post, unless the captain gave a reason', async () => {
    const toAux = 'p-1004' as typeof zhao.id
    const bare = asks(toAux)
    await send('1001', bare)
    await send('1004', answers(bare.id, '1004'))
    await send('2001', approves(bare.id))
    expect((await stored()).assignees).toEqual([wang.id, li.id])
    const explained = asks(toAux)
    await send('1001', explained)
    await send('1004', answers(explained.id, '1004'))
    await send('2001', approves(explained.id, '2001', [{ code: 'noOfficer', reason: '另有队员巡守' }]))
    expect(await stored()).toMatchObject({
      assignees: [toAux, li.id],
      overrides: [{ code: 'noOfficer', reason: '另有队员巡守' }],
    })
  })

  test('of a captain who stands the post herself is decided by another captain, never by her', async () => {
    const captain = client('2001').personId
    const hers = { ...morning, assignees: [captain, li.id] }
    await put(hers)
    const request = entryOf(server, client('2001'), 'roster.swapAsked', {
      ...base,
      data: { to: zhao.id, shift: seenShiftOf(hers) },
    })
    await send('2001', request)
    await send('1003', answers(request.id))
    expect(await send('2001', approves(request.id))).toBe('accepted')
    expect((await stored()).assignees).toEqual([captain, li.id])
    expect(await send('2002', approves(request.id, '2002'))).toBe('accepted')
    expect(await stored()).toMatchObject({
      assignees: [zhao.id, li.id],
      swaps: [{ request: request.id, from: captain, to: zhao.id, by: 'p-2002' }],
    })
  })

  test('is approved by captains alone: an officer’s approval is refused', async () => {
    const request = asks()
    await send('1001', request)
    expect(await send('1003', approves(request.id, '1003'))).toBe('refused')
    await send('1003', answers(request.id))
    expect((await stored()).assignees).toEqual([wang.id, li.id])
  })
})
