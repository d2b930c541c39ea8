import { describe, expect, test } from 'vitest'
import { withPeople } from '../../../../src/domain/duty/edit-shift.ts'
import {
  conflictsOf,
  draftedShifts,
  settle,
  withoutDone,
  withShift,
  type Published,
} from '../../../../src/domain/duty/roster-draft.ts'
import { patrolOnDay } from '../../../../src/domain/duty/rostered-shift.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import { li, qian, shiftWith, timeZone, wang } from '../../../support/roster-data.ts'

const morning = shiftWith([wang, li])
const published = (shift: Shift | null, rev = 1): Published => new Map(shift ? [[shift.id, { rev, shift }]] : [])
const mine = withPeople(morning, [wang.id, qian.id])
const theirs = withPeople(morning, [qian.id, li.id])

describe('a draft of the roster', () => {
  test('shows what is published with my changes on it', () => {
    const draft = withShift({}, published(morning), mine.id, mine)
    expect(draftedShifts(published(morning), draft)).toEqual([mine])
    expect(draftedShifts(published(morning), withShift({}, published(morning), morning.id, null))).toEqual([])
  })
  test('forgets a change that leads back to what is published', () => {
    const changed = withShift({}, published(morning), mine.id, mine)
    expect(withShift(changed, published(morning), morning.id, { ...morning })).toEqual({})
  })
  test('takes what a colleague publishes elsewhere without a word', () => {
    const afternoon = shiftWith([wang, li], { session: 'dismissal' })
    const draft = withShift({}, published(morning), mine.id, mine)
    const now = new Map([...published(morning), [afternoon.id as string, { rev: 2, shift: afternoon }]])
    expect(conflictsOf(now, draft)).toEqual([])
    expect(draftedShifts(now, draft)).toEqual([afternoon, mine])
  })
  test('shows both where a colleague has published the same shift, and the captain chooses', () => {
    const draft = withShift({}, published(morning), mine.id, mine)
    const now = published(theirs, 2)
    expect(conflictsOf(now, draft)).toEqual([{ id: morning.id, mine, theirs }])
    const kept = settle(now, draft, morning.id, 'mine')
    expect(conflictsOf(now, kept)).toEqual([])
    expect(kept[morning.id]).toMatchObject({ from: { rev: 2 }, shift: mine })
    expect(settle(now, draft, morning.id, 'theirs')).toEqual({})
  })
  test('meets the colleague in one document where both plan a post that had no shift', () => {
    const draft = withShift({}, published(null), mine.id, mine)
    expect(conflictsOf(published(theirs, 4), draft)).toEqual([{ id: morning.id, mine, theirs }])
  })
  test('has no quarrel about the same change, and drops it as done', () => {
    const draft = withShift({}, published(morning), mine.id, mine)
    expect(conflictsOf(published(mine, 2), draft)).toEqual([])
    expect(withoutDone(published(mine, 2), draft)).toEqual({})
  })
})

test('巡查 of another day has the same hours and its own id', () => {
  const patrol = {
    ...morning,
    id: 'shift-2026-11-23-patrol-squad-1',
    session: 'patrol',
    startsAt: '2026-11-23T14:00:00.000Z',
    endsAt: '2026-11-23T17:00:00.000Z',
  } as Shift
  expect(patrolOnDay(patrol, '2026-11-25', timeZone)).toMatchObject({
    id: 'shift-2026-11-25-patrol-squad-1',
    date: '2026-11-25',
    startsAt: '2026-11-25T14:00:00.000Z',
    endsAt: '2026-11-25T17:00:00.000Z',
  })
})
