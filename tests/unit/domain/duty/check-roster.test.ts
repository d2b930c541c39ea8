import { describe, expect, test } from 'vitest'
import { markDay, emptyCalendar } from '../../../../src/domain/calendar/edit-calendar.ts'
import { checkRoster, type RosterFacts } from '../../../../src/domain/duty/check-roster.ts'
import { withOverride, withPeople } from '../../../../src/domain/duty/edit-shift.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import type { School } from '../../../../src/domain/place/school.ts'
import {
  bell,
  facts,
  li,
  monday,
  people,
  qian,
  saturday,
  school,
  shiftWith,
  wang,
  zhao,
} from '../../../support/roster-data.ts'

const codes = (shifts: readonly Shift[], others: Partial<RosterFacts> = {}): readonly string[] =>
  checkRoster(shifts, { ...facts, ...others }).map(({ code }) => code)

describe('the people of a post', () => {
  test('are well chosen when two stand at the school and one has a certificate', () => {
    expect(codes([shiftWith([wang, li])])).toEqual([])
  })
  test('are two at the school when they stand at two gates of it', () => {
    expect(codes([shiftWith([wang]), shiftWith([zhao], { gate: 1 })])).toEqual([])
  })
  test('are too few when one stands alone', () => {
    expect(codes([shiftWith([wang])])).toEqual(['tooFew'])
  })
  test('lack an officer when no certificate is valid on that day', () => {
    expect(codes([shiftWith([zhao, li])])).toEqual(['noOfficer'])
  })
  test('are no 协管员 alone at one gate while the officer stands at another', () => {
    expect(codes([shiftWith([wang]), shiftWith([li, qian], { gate: 1 })])).toEqual(['auxAlone'])
  })
  test('are missing at a gate that nobody is put to', () => {
    expect(codes([shiftWith([])])).toEqual(['nobody'])
    expect(codes([shiftWith([wang, li]), shiftWith([], { gate: 1 })])).toEqual(['nobody'])
  })
  test('are in service', () => {
    const gone = new Map([...people, [li.id, { ...li, active: false }] as const])
    expect(codes([shiftWith([wang, li])], { people: gone })).toEqual(['unfit'])
  })
})

describe('one person', () => {
  test('stands at two gates at once in nobody’s roster', () => {
    const [finding] = checkRoster([shiftWith([wang, li]), shiftWith([wang, qian], { gate: 1 })], facts)
    expect(finding).toMatchObject({ code: 'overlap', personId: wang.id, date: monday })
    expect(finding?.shiftIds).toHaveLength(2)
  })
  test('may stand in the morning and in the afternoon', () => {
    expect(codes([shiftWith([wang, li]), shiftWith([wang, li], { session: 'dismissal' })])).toEqual([])
  })
})

describe('a shift', () => {
  test('is on a teaching day: no weekend, no holiday, no break of the schools', () => {
    const holiday = markDay(emptyCalendar, monday, 'holiday')
    const away = { ...emptyCalendar, breaks: [{ from: monday, to: monday, name: '停课' }] }
    expect(codes([shiftWith([wang, li])], { calendar: holiday })).toEqual(['noTeaching'])
    expect(codes([shiftWith([wang, li])], { calendar: away })).toEqual(['noTeaching'])
  })
  test('may be on a weekend that is worked, by Monday’s bells', () => {
    const worked = markDay(emptyCalendar, saturday, 'workday')
    const shift = shiftWith([wang, li], { date: saturday })
    expect(shift.startsAt).toBe('2026-11-27T23:40:00.000Z')
    expect(codes([shift], { calendar: worked })).toEqual([])
    expect(codes([shift])).toEqual(['noTeaching'])
  })
  test('lasts from the first grade’s bell to the last one’s', () => {
    const bells = [
      bell('dismissal', '16:00', { gradeBand: '低年级' }),
      bell('dismissal', '17:00', { gradeBand: '高年级' }),
    ]
    const staggered: School = { ...school, bells }
    const shift = shiftWith([wang, li], { session: 'dismissal', at: staggered })
    expect([shift.startsAt, shift.endsAt]).toEqual(['2026-11-23T07:40:00.000Z', '2026-11-23T09:30:00.000Z'])
    expect(
      codes([shiftWith([wang, li], { session: 'dismissal' })], { schools: new Map([[school.id, staggered]]) }),
    ).toEqual(['bellMoved'])
  })
  test('follows the timetable of its season', () => {
    const summer = bell('arrival', '07:30', { to: '2026-09-30' })
    const winter = bell('arrival', '08:20', { from: '2026-10-01' })
    const seasonal: School = { ...school, bells: [summer, winter] }
    const schools = new Map([[school.id, seasonal]])
    expect(shiftWith([wang, li], { at: seasonal }).bellAt).toBe('2026-11-23T00:20:00.000Z')
    expect(codes([shiftWith([wang, li])], { schools })).toEqual(['bellMoved'])
    expect(codes([shiftWith([wang, li], { session: 'dismissal' })], { schools })).toEqual(['noBell'])
  })
})

describe('a finding', () => {
  const override = { code: 'noOfficer', reason: '证件补办中', by: wang.id, at: '2026-11-20T01:00:00.000Z' } as const
  test('that the captain lets stand keeps the reason in the shift', () => {
    const shift = withOverride(shiftWith([zhao, li]), override)
    expect(checkRoster([shift], facts)).toMatchObject([{ code: 'noOfficer', override: { reason: '证件补办中' } }])
  })
  test('is open again when other people are put there', () => {
    const shift = withPeople(withOverride(shiftWith([zhao, li]), override), [li.id, qian.id])
    expect(checkRoster([shift], facts)).toMatchObject([{ code: 'noOfficer', override: null }])
  })
  test('of practice is none', () => {
    expect(codes([{ ...shiftWith([]), drill: true }])).toEqual([])
  })
})
