import { describe, expect, test } from 'vitest'
import { withPeople } from '../../../../src/domain/duty/edit-shift.ts'
import { foldRoster } from '../../../../src/domain/duty/fold-roster.ts'
import { rosterNews, seenBy } from '../../../../src/domain/duty/roster-news.ts'
import { seenShiftOf } from '../../../../src/domain/duty/seen-shift.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { li, qian, shiftWith, wang, zhao } from '../../../support/roster-data.ts'

const morning = shiftWith([wang, li])
const nowMs = ms('12:00')
const make = createEntryMaker(morning.id)
const seen = (shift: Shift, time = '08:00', standing: 'assigned' | 'released' = 'assigned', author = wang) =>
  make(
    'roster.acknowledged',
    { shift: seenShiftOf(shift), standing },
    { author: author.id, at: `2026-11-20T${time}:00+08:00` },
  )
const newsFor = (own: readonly Shift[], entries: readonly StampedEntry[], at = nowMs) => {
  const state = foldRoster(morning.id, entries)
  return rosterNews({ personId: wang.id, own, said: state ? [state] : [], nowMs: at })
}

describe('[ENTRY-50] what of the published roster a person has not yet seen', () => {
  test('a shift nobody has told them of is new; seen as it is, it is none', () => {
    expect(newsFor([morning], [])).toEqual([{ sort: 'new', shift: morning }])
    expect(newsFor([morning], [seen(morning)])).toEqual([])
  })

  test('a change says in what, and what was seen before', () => {
    const later = { ...withPeople(morning, [wang.id, qian.id]), endsAt: '2026-11-23T00:30:00.000Z', lead: wang.id }
    expect(newsFor([later], [seen(morning)])).toEqual([
      { sort: 'changed', shift: later, before: seenShiftOf(morning), aspects: ['time', 'people', 'lead'] },
    ])
  })

  test('what only reads otherwise is no change: the order of people, the reason for a finding', () => {
    const override = { code: 'auxAlone', reason: '临时', by: zhao.id, at: '2026-11-20T00:00:00.000Z' } as const
    const same = { ...withPeople(morning, [li.id, wang.id]), overrides: [override] }
    expect(newsFor([same], [seen(morning)])).toEqual([])
  })

  test('a shift that is theirs no more is told once, also where the roster holds it no more', () => {
    const [told] = newsFor([], [seen(morning)])
    expect(told).toEqual({
      sort: 'released',
      shiftId: morning.id,
      scope: 'squad-1',
      before: seenShiftOf(morning),
    })
    expect(newsFor([], [seen(morning), seen(morning, '09:00', 'released')])).toEqual([])
    expect(newsFor([morning], [seen(morning), seen(morning, '09:00', 'released')])).toMatchObject([{ sort: 'new' }])
  })

  test('the newest word by captured time counts, in whatever order they arrive', () => {
    const entries = [seen(morning, '09:00', 'released'), seen(morning, '08:00')]
    expect(foldRoster(morning.id, entries)).toEqual(foldRoster(morning.id, [...entries].reverse()))
    expect(newsFor([], entries)).toEqual([])
  })

  test('what has begun and practice are no news', () => {
    expect(newsFor([morning], [], Date.parse(morning.startsAt))).toEqual([])
    expect(newsFor([{ ...morning, drill: true }], [])).toEqual([])
  })
})

test('a shift was seen by those whose word fits what is published now', () => {
  const state = foldRoster(morning.id, [seen(morning), seen(withPeople(morning, [li.id]), '08:00', 'assigned', li)])
  expect(seenBy(morning, state ?? undefined)).toEqual([wang.id])
  expect(seenBy(morning, undefined)).toEqual([])
})

test('nobody’s word is no state', () => {
  expect(foldRoster(morning.id, [make('duty.returned', {})])).toBeNull()
})
