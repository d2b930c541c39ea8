import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withPeople } from '../../../src/domain/duty/edit-shift.ts'
import { localDate, localTime } from '../../../src/domain/duty/local-day.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import type { OwnCalendarLink } from '../../../src/protocol/session.ts'
import { must } from '../../../src/lib/must.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { li, shiftWith, timeZone, wang } from '../../support/roster-data.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

/** What a phone's calendar makes of the address, read by a parser that is not ours. */
let server: TestServer
let path: string
const morning = shiftWith([wang, li])
const afternoon = shiftWith([wang], { session: 'dismissal' })

const put = (shift: Shift): Promise<unknown> =>
  server.deps.store.write((tx) =>
    putAssignment(tx, { collection: 'shifts', id: shift.id, scope: shift.scope, baseRev: 'any', data: { ...shift } }),
  )

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  const officer = await server.login('1001')
  await put(morning)
  await put(afternoon)
  path = (await officer.call({ method: 'POST', url: '/api/own-calendar' })).json<OwnCalendarLink>().path
})
afterEach(() => server.close())

async function readEvents(): Promise<ReadonlyMap<string, ICAL.Event>> {
  const calendar = new ICAL.Component(ICAL.parse((await server.app.inject({ url: path })).body) as unknown[])
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  return new Map(events.map((event) => [event.uid, event]))
}
const uidOf = ({ id }: Shift): string => `${id}@xunhu`
const eventOf = async (shift: Shift): Promise<ICAL.Event> =>
  must((await readEvents()).get(uidOf(shift)), 'an event of the shift')
const local = (time: ICAL.Time): string => {
  const ms = time.toJSDate().getTime()
  return `${localDate(ms, timeZone)} ${localTime(ms, timeZone)}`
}

describe('[CAL-2] a phone’s own calendar', () => {
  test('shows each shift at its hours in Shanghai, with its gate and an alarm half an hour before', async () => {
    expect([...(await readEvents()).keys()].sort()).toEqual([uidOf(morning), uidOf(afternoon)].sort())
    const event = await eventOf(morning)
    expect([local(event.startDate), local(event.endDate)]).toEqual(['2026-11-23 07:40', '2026-11-23 08:15'])
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
    expect(event.summary).toContain('到校')
    const alarm = must(event.component.getFirstSubcomponent('valarm'), 'an alarm')
    expect((alarm.getFirstPropertyValue('trigger') as ICAL.Duration).toSeconds()).toBe(-30 * 60)
  })

  test('takes a moved shift for the same event, for its sequence is higher', async () => {
    const before = await eventOf(morning)
    await put({ ...morning, startsAt: '2026-11-22T23:30:00.000Z' })
    const after = await eventOf(morning)
    expect(after.sequence).toBeGreaterThan(before.sequence)
    expect(local(after.startDate)).toBe('2026-11-23 07:30')
    expect((await readEvents()).size).toBe(2)
  })

  test('holds no more what was given to somebody else or cancelled: each reading is the whole calendar', async () => {
    await put(withPeople(morning, [li.id]))
    expect([...(await readEvents()).keys()]).toEqual([uidOf(afternoon)])
    await server.deps.store.write((tx) =>
      putAssignment(tx, {
        collection: 'shifts',
        id: afternoon.id,
        scope: afternoon.scope,
        baseRev: 'any',
        data: null,
      } as never),
    )
    expect((await readEvents()).size).toBe(0)
  })
})
