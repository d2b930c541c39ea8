import { expect, test } from 'vitest'
import { brokenBell, emptyBell } from '../../../src/app/features/settings/bell-form.ts'
import { emptySchoolForm, formOfSchool, schoolOfForm } from '../../../src/app/features/settings/school-form.ts'
import { bell, school } from '../../support/roster-data.ts'

const bells = [
  bell('arrival', '08:00', { to: '2026-09-30' }),
  bell('arrival', '08:20', { from: '2026-10-01' }),
  bell('dismissal', '16:00', { gradeBand: '低年级', weekdays: [1, 3] }),
  bell('dismissal', '17:00', { gradeBand: '高年级' }),
]

test('a school that is opened and saved keeps every bell of every grade and season', () => {
  const before = { ...school, bells }
  expect(schoolOfForm(formOfSchool(before), school.id, before).bells).toEqual(bells)
})

test('each line is changed by itself; what has no time is no bell', () => {
  const before = { ...school, bells }
  const form = formOfSchool(before)
  Object.assign(form.bells[1] ?? {}, { time: '08:30', to: '2027-04-30' })
  form.bells.push(emptyBell('noonOut'))
  const [, winter, ...rest] = schoolOfForm(form, school.id, before).bells
  expect(winter).toEqual(bell('arrival', '08:30', { from: '2026-10-01', to: '2027-04-30' }))
  expect(rest).toEqual(bells.slice(2))
})

test('a new school begins with a line to arrive and one to leave, from Monday to Friday', () => {
  expect(emptySchoolForm().bells).toEqual([emptyBell('arrival'), emptyBell('dismissal')])
  expect(emptyBell('arrival').weekdays).toEqual([1, 2, 3, 4, 5])
})

test('a line that rings on no day, or ends before it begins, is broken; one that is not filled in is not', () => {
  const line = { ...emptyBell('arrival'), time: '08:00' }
  expect(brokenBell(line)).toBeNull()
  expect(brokenBell({ ...line, weekdays: [] })).toBe('noWeekday')
  expect(brokenBell({ ...line, from: '2026-10-01', to: '2026-09-30' })).toBe('endsBeforeItBegins')
  expect(brokenBell({ ...line, time: '', weekdays: [] })).toBeNull()
})
