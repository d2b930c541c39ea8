import { expect, test } from 'vitest'
import { formOfSchool, schoolOfForm } from '../../../src/app/features/settings/school-form.ts'
import { bell, school } from '../../support/roster-data.ts'

test('a school that is edited keeps the bells of other grades and of the other season', () => {
  const bells = [
    bell('arrival', '08:00', { to: '2026-09-30' }),
    bell('arrival', '08:20', { from: '2026-10-01' }),
    bell('dismissal', '16:00', { gradeBand: '低年级', weekdays: [1, 3] }),
    bell('dismissal', '17:00', { gradeBand: '高年级' }),
  ]
  const before = { ...school, bells }
  expect(schoolOfForm(formOfSchool(before), school.id, before).bells).toEqual(bells)
  const moved = schoolOfForm({ ...formOfSchool(before), arrivalBell: '07:50' }, school.id, before).bells
  expect(moved).toEqual([bell('arrival', '07:50', { to: '2026-09-30' }), ...bells.slice(1)])
})
