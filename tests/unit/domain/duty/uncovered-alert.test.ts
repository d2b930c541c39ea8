import { describe, expect, test } from 'vitest'
import { coverageStrip } from '../../../../src/domain/duty/coverage-strip.ts'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import { uncoveredAlert } from '../../../../src/domain/duty/uncovered-alert.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, morningShift } from '../../../support/morning-shift.ts'

interface Scene {
  readonly now: string
  readonly entries?: readonly StampedEntry[]
  readonly word?: string
  readonly shift?: Partial<Shift>
}

/** The bell of the shift is at 07:40. */
function alertAt({ now, entries = [], word = now, shift: facts = {} }: Scene) {
  const shift = { ...morningShift, ...facts }
  const lastWordAtMsByPerson = new Map(shift.assignees.map((person): [PersonId, number] => [person, ms(word)]))
  const strip = coverageStrip({ shift, state: foldShift(shift.id, entries), lastWordAtMsByPerson, nowMs: ms(now) })
  return uncoveredAlert({ shift, strip, nowMs: ms(now) })
}

describe('the alert of an uncovered post', () => {
  test.each([
    ['07:29', null],
    ['07:30', 'uncovered'],
    ['07:40', 'uncovered'],
    ['07:41', null],
  ])('at %s, ten minutes before the bell of 07:40 or not, says %s', (now, alert) => {
    expect(alertAt({ now })).toBe(alert)
  })

  test('says unknown while a phone is silent', () => {
    expect(alertAt({ now: '07:35', word: '07:00' })).toBe('unknown')
  })

  test('is silent as soon as one person is on post', () => {
    const make = createEntryMaker(morningShift.id)
    expect(alertAt({ now: '07:35', entries: [make('duty.arrived', arrivedData(), { at: at('07:33') })] })).toBeNull()
  })

  test('is never given for a drill', () => {
    expect(alertAt({ now: '07:35', shift: { drill: true } })).toBeNull()
  })

  test('says nothing of a window that has not begun', () => {
    expect(alertAt({ now: '07:35', shift: { startsAt: at('07:38') } })).toBeNull()
  })
})
