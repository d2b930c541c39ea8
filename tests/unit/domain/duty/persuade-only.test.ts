import { expect, test } from 'vitest'
import { withOverride, withPeople } from '../../../../src/domain/duty/edit-shift.ts'
import { isPersuadeOnly } from '../../../../src/domain/duty/persuade-only.ts'
import type { FindingCode } from '../../../../src/domain/duty/shift-override.ts'
import { li, qian, shiftWith, wang } from '../../../support/roster-data.ts'

const post = shiftWith([li, qian])
const explained = (code: FindingCode) =>
  withOverride(post, { code, reason: '证件补办中', by: wang.id, at: '2026-11-20T01:00:00.000Z' })

test('a post that the captain lets stand without an officer is 仅劝导, and no other is', () => {
  expect([isPersuadeOnly(explained('noOfficer')), isPersuadeOnly(explained('auxAlone'))]).toEqual([true, true])
  expect([isPersuadeOnly(post), isPersuadeOnly(explained('tooFew'))]).toEqual([false, false])
})

test('it is so no longer once other people are put there', () => {
  expect(isPersuadeOnly(withPeople(explained('auxAlone'), [wang.id, li.id]))).toBe(false)
})
