import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { bellsToday, patrolShift, standInShift } from '../../../../src/domain/duty/ad-hoc-shift.ts'
import { ShiftSnapshot } from '../../../../src/domain/duty/shift.ts'
import type { School } from '../../../../src/domain/place/school.ts'
import type { Street } from '../../../../src/domain/place/street.ts'
import { ms } from '../../../support/entry-maker.ts'

const timeZone = 'Asia/Shanghai'
const point = { lat: 32.63, lng: 117.05 }
const school = {
  id: 'school-1',
  name: '示例一小',
  posts: [{ id: 'post-1', name: '东门', point, radiusM: 100 }],
  bells: [
    { session: 'dismissal', time: '16:30', weekdays: [5], gradeBand: '低年级' },
    { session: 'dismissal', time: '16:50', weekdays: [5], gradeBand: '高年级' },
    { session: 'arrival', time: '07:40', weekdays: [1, 2, 3, 4, 5] },
    { session: 'evening', time: '20:30', weekdays: [7] },
  ],
} as unknown as School
const post = school.posts[0]!

/** 2026-11-20 is a Friday. */
describe('the bells of a school day', () => {
  test('are one duty per session, by time, from the first bell to the last', () => {
    expect(bellsToday(school, '2026-11-20', timeZone)).toEqual([
      { session: 'arrival', firstMs: ms('07:40'), lastMs: ms('07:40') },
      { session: 'dismissal', firstMs: ms('16:30'), lastMs: ms('16:50') },
    ])
  })

  test('are none on a day without any', () => {
    expect(bellsToday(school, '2026-11-21', timeZone)).toEqual([])
  })
})

describe('顶岗', () => {
  const standIn = (session: 'dismissal' | 'evening', sessionWord = '离校') =>
    standInShift({ school, post, session, sessionWord, nowMs: ms('16:00'), timeZone })

  test('takes the window of the session’s bells', () => {
    const shift = standIn('dismissal')
    expect(v.is(ShiftSnapshot, shift)).toBe(true)
    expect(shift).toMatchObject({
      date: '2026-11-20',
      schoolId: 'school-1',
      postId: 'post-1',
      title: '示例一小 · 东门 离校',
    })
    expect([shift.startsAt, shift.bellAt, shift.endsAt].map((at) => Date.parse(at ?? ''))).toEqual([
      ms('16:10'),
      ms('16:30'),
      ms('17:20'),
    ])
  })

  test('at an hour that no bell governs begins now and knows no bell', () => {
    const shift = standIn('evening')
    expect([shift.startsAt, shift.endsAt].map(Date.parse)).toEqual([ms('16:00'), ms('17:30')])
    expect(shift).not.toHaveProperty('bellAt')
  })

  test('has a title that its record can hold', () => {
    expect(v.is(ShiftSnapshot, standIn('evening', '晚'.repeat(200)))).toBe(true)
  })
})

describe('巡查', () => {
  const streetOf = (id: string, name: string): Street =>
    ({ id, name, roadClass: 'main', scope: 'squad-1', line: [] }) as unknown as Street

  test('runs along its streets for two hours from now', () => {
    const shift = patrolShift({
      streets: [streetOf('a', '示例路'), streetOf('b', '样板街')],
      nowMs: ms('09:00'),
      timeZone,
    })
    expect(v.is(ShiftSnapshot, shift)).toBe(true)
    expect(shift).toMatchObject({
      session: 'patrol',
      streetIds: ['a', 'b'],
      title: '示例路、样板街',
      date: '2026-11-20',
    })
    expect([shift.startsAt, shift.endsAt].map(Date.parse)).toEqual([ms('09:00'), ms('11:00')])
  })

  test('belongs to the bureau’s day, not to UTC’s', () => {
    expect(patrolShift({ streets: [], nowMs: Date.parse('2026-11-20T16:30:00Z'), timeZone }).date).toBe('2026-11-21')
  })
})
