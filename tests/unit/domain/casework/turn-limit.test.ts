import { expect, test } from 'vitest'
import { plainCalendar } from '../../../../src/domain/calendar/working-calendar.ts'
import { isLateReturn, returnLimitMs, turnLimitMs } from '../../../../src/domain/casework/turn-limit.ts'
import { filedData, unit } from '../../../support/case-decisions.ts'
import { createCaseLife } from '../../../support/case-life.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const office = { calendar: plainCalendar, timeZone: 'Asia/Shanghai' }

test('what is filed is dispatched within half an hour of work, what is dispatched accepted within two; each from when it came', () => {
  const life = createCaseLife()
  expect(turnLimitMs(life.state().life, office)).toBeNull()
  life.does('2001', 'case.filed', filedData(at('18:00')), { at: at('09:00') })
  expect(turnLimitMs(life.state().life, office)).toBe(ms('09:30'))
  life.does('2001', 'case.dispatched', { to: unit }, { at: at('11:00') })
  // Noon is nobody's working time.
  expect(turnLimitMs(life.state().life, office)).toBe(ms('15:00'))
  life.does('1002', 'case.returned', { unit, reason: '不在辖区' }, { at: at('15:30') })
  expect(turnLimitMs(life.state().life, office)).toBe(ms('16:00'))
  life.does('2001', 'case.dispatched', { to: unit }, { at: at('15:40') })
  life.does('1001', 'case.accepted', { unit }, { at: at('15:50') })
  expect(turnLimitMs(life.state().life, office)).toBeNull()
})

test('what is not a unit’s own is given back within a working day of its dispatch', () => {
  const life = createCaseLife()
  life.does('2001', 'case.filed', filedData('2026-11-25T18:00:00+08:00'), { at: at('09:00') })
  expect(returnLimitMs(life.state().life, office)).toBeNull()
  life.does('2001', 'case.dispatched', { to: unit }, { at: at('11:00') })
  // A Friday: the weekend is nobody's working time.
  expect(returnLimitMs(life.state().life, office)).toBe(Date.parse('2026-11-23T11:00:00+08:00'))
  life.does('1001', 'case.accepted', { unit }, { at: at('11:10') })
  expect(returnLimitMs(life.state().life, office)).toBeNull()
})

test('of a unit without an account its own day of reply counts, and nobody accepts for it', () => {
  const life = createCaseLife()
  life.does('2001', 'case.filed', filedData(at('18:00')), { at: at('09:00') })
  const sheet = { unitId: 'unit-1', unitName: '示例市政所', task: '更换', photos: [], replyBy: at('17:00') } as never
  life.does('2001', 'case.sentOut', sheet, { at: at('09:10') })
  expect(turnLimitMs(life.state().life, office)).toBeNull()
})

test('where the case itself is due sooner, its own limit is the only one', () => {
  const life = createCaseLife()
  // A Sunday: the first half hour of work is Monday's.
  const sunday = '2026-11-22T12:20:00+08:00'
  life.does('2001', 'case.filed', filedData('2026-11-22T14:20:00+08:00'), { at: sunday })
  expect(turnLimitMs(life.state().life, office)).toBeNull()
  life.does('2001', 'case.dispatched', { to: unit }, { at: sunday })
  expect([turnLimitMs(life.state().life, office), returnLimitMs(life.state().life, office)]).toEqual([null, null])
})

test('who urges on does not begin the limit anew', () => {
  const life = createCaseLife()
  life.does('2001', 'case.filed', filedData(at('18:00')), { at: at('09:00') })
  life.does('3001', 'case.supervised', { reason: '涉校安全' }, { at: at('09:20') })
  expect(turnLimitMs(life.state().life, office)).toBe(ms('09:30'))
})

test('what is given back later than that counts, and is called late', () => {
  const life = createCaseLife()
  life.does('2001', 'case.filed', filedData('2026-11-30T18:00:00+08:00'), { at: at('09:00') })
  life.does('2001', 'case.dispatched', { to: unit }, { at: at('11:00') })
  const inTime = life.does('1001', 'case.returned', { unit, reason: '不在辖区' }, { at: at('17:00') })
  life.does('2001', 'case.dispatched', { to: unit }, { at: at('17:10') })
  const late = life.does('1002', 'case.returned', { unit, reason: '不在辖区' }, { at: '2026-11-25T09:00:00+08:00' })
  const value = life.state()
  expect(value.state).toBe('filed')
  expect([inTime, late].map((id) => isLateReturn(value.life, id, office))).toEqual([false, true])
})
