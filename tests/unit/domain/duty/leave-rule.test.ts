import { describe, expect, test } from 'vitest'
import { leaveObjection, type LeaveWish } from '../../../../src/domain/duty/leave-rule.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const shift = { bellAt: at('07:40'), endsAt: at('07:55') }
const wish = (facts: Partial<LeaveWish>): LeaveWish => ({
  mode: 'ended',
  handedTo: '',
  crowdCleared: false,
  reason: '',
  ...facts,
})

describe('leaving a post whose window ends at 07:55', () => {
  test.each([
    ['07:54', false, 'notCleared'],
    ['07:54', true, null],
    ['07:55', false, null],
  ] as const)('at %s with the crowd gone %s: %s', (now, crowdCleared, objection) => {
    expect(leaveObjection(wish({ crowdCleared }), shift, ms(now))).toBe(objection)
  })

  test('early needs a reason in words', () => {
    expect(leaveObjection(wish({ mode: 'early', reason: '  ' }), shift, ms('07:30'))).toBe('noReason')
    expect(leaveObjection(wish({ mode: 'early', reason: '身体不适' }), shift, ms('07:30'))).toBeNull()
  })

  test('by handing over needs a colleague', () => {
    expect(leaveObjection(wish({ mode: 'handedOver' }), shift, ms('07:30'))).toBe('noColleague')
    expect(leaveObjection(wish({ mode: 'handedOver', handedTo: '1002' }), shift, ms('07:30'))).toBeNull()
  })

  test('without a bell waits for no crowd', () => {
    expect(leaveObjection(wish({}), { endsAt: shift.endsAt }, ms('07:30'))).toBeNull()
  })
})
