import { describe, expect, test } from 'vitest'
import { isConfirmationDue } from '../../../../src/domain/duty/confirmation.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const shift = { startsAt: at('07:20'), endsAt: at('08:00') }
const presence = { arrivedAtMs: ms('07:10'), confirmedAtMs: [] as number[], leftAtMs: null as number | null }

describe('确认在岗 in a window whose middle is 07:40', () => {
  test.each([
    ['07:39', false],
    ['07:40', true],
    ['08:00', true],
    ['08:01', false],
  ])('is asked for at %s: %s', (now, asked) => {
    expect(isConfirmationDue(presence, shift, ms(now))).toBe(asked)
  })

  test('is asked once', () => {
    expect(isConfirmationDue({ ...presence, confirmedAtMs: [ms('07:40')] }, shift, ms('07:50'))).toBe(false)
    expect(isConfirmationDue({ ...presence, confirmedAtMs: [ms('07:30')] }, shift, ms('07:50'))).toBe(true)
  })

  test('is not asked of who came in the second half or has left', () => {
    expect(isConfirmationDue({ ...presence, arrivedAtMs: ms('07:40') }, shift, ms('07:50'))).toBe(false)
    expect(isConfirmationDue({ ...presence, leftAtMs: ms('07:45') }, shift, ms('07:50'))).toBe(false)
  })
})
