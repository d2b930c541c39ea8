import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../../src/domain/duty/local-day.ts'
import { Shift } from '../../../../src/domain/duty/shift.ts'
import { Person } from '../../../../src/domain/people/person.ts'
import { School } from '../../../../src/domain/place/school.ts'
import { Street } from '../../../../src/domain/place/street.ts'
import { samplePeople } from '../../../../src/server/sample/bureau/people.ts'
import { schools } from '../../../../src/server/sample/bureau/schools.ts'
import { drillShifts, rosteredShifts } from '../../../../src/server/sample/bureau/shifts.ts'
import { streets } from '../../../../src/server/sample/bureau/streets.ts'

const zone = 'Asia/Shanghai'
const people = samplePeople(2026)
const friday = '2026-11-20'
const week = Array.from({ length: 7 }, (_, day) => addDays('2026-11-16', day))
const shiftsOfWeek = week.flatMap((date) => rosteredShifts(date, zone))

describe('the sample roster', () => {
  test('people, schools, streets and shifts fit their schemas', () => {
    expect(people.every((person) => v.is(Person, person))).toBe(true)
    expect(schools.every((school) => v.is(School, school))).toBe(true)
    expect(streets.every((street) => v.is(Street, street))).toBe(true)
    expect([...shiftsOfWeek, ...drillShifts(friday, zone)].every((shift) => v.is(Shift, shift))).toBe(true)
  })

  test('gives each shift its own id', () => {
    const ids = [...shiftsOfWeek, ...week.flatMap((date) => drillShifts(date, zone))].map((shift) => shift.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('rosters nobody at weekends', () => {
    expect(rosteredShifts('2026-11-21', zone)).toEqual([])
    expect(rosteredShifts('2026-11-22', zone)).toEqual([])
  })

  test('puts two people at least on every post, one of them with a certificate', () => {
    const certified = new Set(people.filter((person) => person.certificate !== undefined).map((person) => person.id))
    const short = shiftsOfWeek.filter(
      (shift) => shift.assignees.length < 2 || !shift.assignees.some((id) => certified.has(id)),
    )
    expect(short.map((shift) => shift.id)).toEqual([])
  })

  test('holds nobody to two posts at overlapping times', () => {
    const clashes = shiftsOfWeek.flatMap((shift) =>
      shiftsOfWeek.filter(
        (other) =>
          other.id > shift.id &&
          other.assignees.some((id) => shift.assignees.includes(id)) &&
          other.startsAt < shift.endsAt &&
          shift.startsAt < other.endsAt,
      ),
    )
    expect(clashes).toEqual([])
  })

  test('opens twenty minutes before the bell and lets the last class of a staggered dismissal go', () => {
    const shift = rosteredShifts(friday, zone).find((each) => each.id === 'shift-2026-11-20-post-1-east-dismissal')
    expect([shift?.startsAt, shift?.bellAt, shift?.endsAt]).toEqual([
      '2026-11-20T07:40:00.000Z',
      '2026-11-20T08:00:00.000Z',
      '2026-11-20T09:10:00.000Z',
    ])
  })
})
