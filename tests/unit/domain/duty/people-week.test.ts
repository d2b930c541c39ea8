import { describe, expect, test } from 'vitest'
import { addDays } from '../../../../src/domain/duty/local-day.ts'
import { given, joined, left, peopleWeek, sameOn, type PersonShift } from '../../../../src/domain/duty/people-week.ts'
import { rosterGrid } from '../../../../src/domain/duty/roster-grid.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { must } from '../../../../src/lib/must.ts'
import { facts, li, monday, qian, school, shiftWith, timeZone, wang, zhao } from '../../../support/roster-data.ts'

const tuesday = addDays(monday, 1)
const dates = [monday, tuesday]
const rowsOf = (shifts: readonly Shift[]) =>
  rosterGrid({ schools: [school], shifts, dates, calendar: facts.calendar, timeZone })
const squad = [wang.id, li.id, qian.id]
const weekOf = (shifts: readonly Shift[], personId: PersonId) =>
  must(
    peopleWeek(rowsOf(shifts), dates, squad).find((week) => week.personId === personId),
    'a week of hers',
  )
const firstOf = (shifts: readonly Shift[], personId: PersonId, date = monday): PersonShift =>
  must(weekOf(shifts, personId).days.get(date)?.[0], 'a shift of hers')
const peopleOf = (shifts: readonly Shift[]) => shifts.map(({ date, session, assignees }) => [date, session, assignees])

describe('the week by person', () => {
  const morning = shiftWith([wang, li])
  const evening = shiftWith([wang], { session: 'dismissal' })

  test('is the week of the posts again: each shift once for each of its people, in the order of the day', () => {
    const weeks = peopleWeek(rowsOf([evening, morning]), dates, squad)
    const shown = weeks.map(({ personId, days }) => [personId, days.get(monday)?.map(({ block }) => block.session)])
    expect(shown).toEqual([
      [wang.id, ['arrival', 'dismissal']],
      [li.id, ['arrival']],
      [qian.id, []],
    ])
  })

  test('shows who stands in it and is not of the squad any more', () => {
    expect(peopleWeek(rowsOf([shiftWith([zhao])]), dates, squad).map(({ personId }) => personId)).toEqual([
      ...squad,
      zhao.id,
    ])
  })

  test('a shift is handed over in its place among the others', () => {
    const shifts = given(firstOf([morning], wang.id), { personId: qian.id, date: monday })
    expect(peopleOf(shifts)).toEqual([[monday, 'arrival', [qian.id, li.id]]])
  })

  test('on another day it is the same post and session there, and the former one is left', () => {
    const shifts = given(firstOf([morning], wang.id), { personId: wang.id, date: tuesday })
    expect(peopleOf(shifts)).toEqual([
      [monday, 'arrival', [li.id]],
      [tuesday, 'arrival', [wang.id]],
    ])
  })

  test('nobody stands twice in one shift, and nothing is moved to a day that has no such place', () => {
    expect(given(firstOf([morning], wang.id), { personId: li.id, date: monday })).toEqual([])
    expect(joined(firstOf([morning], wang.id).block, li.id)).toEqual([])
    expect(sameOn(firstOf([morning], wang.id), addDays(monday, 5))).toBeNull()
  })

  test('who leaves last leaves the shift unmanned, which the checks see', () => {
    expect(peopleOf(left(firstOf([evening], wang.id)))).toEqual([[monday, 'dismissal', []]])
  })
})
