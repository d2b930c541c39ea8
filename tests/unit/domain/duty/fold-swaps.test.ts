import { describe, expect, test } from 'vitest'
import { withPeople } from '../../../../src/domain/duty/edit-shift.ts'
import { foldRoster } from '../../../../src/domain/duty/fold-roster.ts'
import { checkSwap, madeSwap, swapped } from '../../../../src/domain/duty/make-swap.ts'
import { seenShiftOf } from '../../../../src/domain/duty/seen-shift.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import { isSwapOpen, swapStatus } from '../../../../src/domain/duty/swap-status.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import type { Person } from '../../../../src/domain/people/person.ts'
import { must } from '../../../../src/lib/must.ts'
import { createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { li, people, qian, shiftWith, wang, zhao } from '../../../support/roster-data.ts'

const morning = shiftWith([wang, li])
const afternoon = shiftWith([zhao, qian], { session: 'dismissal' })
const captain = { id: 'p-2001' } as Person
const nowMs = ms('12:00')
const make = createEntryMaker(morning.id)
const subjects = [morning.id, afternoon.id]

const asked = make(
  'roster.swapAsked',
  { to: zhao.id, shift: seenShiftOf(morning), inReturn: seenShiftOf(afternoon), reason: '复诊' },
  { author: wang.id, subjects, rev: 1 },
)
const request = asked.entry.id
const answer = (agreed: boolean, by = zhao, rev: number | null = 2) =>
  make('roster.swapAnswered', { request, agreed }, { author: by.id, subjects, ...(rev === null ? {} : { rev }) })
const decide = (approved: boolean, by = captain, rev: number | null = 3) =>
  make(
    'roster.swapDecided',
    { request, approved, overrides: [] },
    { author: by.id, subjects, role: 'captain', ...(rev === null ? {} : { rev }) },
  )
const swapOf = (...entries: readonly StampedEntry[]) =>
  must(foldRoster(morning.id, [asked, ...entries])?.swaps[0], 'the request')
const statusOf = (entries: readonly StampedEntry[], shift: Shift | undefined = morning, at = nowMs) =>
  swapStatus(swapOf(...entries), { shift, inReturn: afternoon }, at)

describe('[ENTRY-51] a request to change a shift with a colleague', () => {
  test('waits for the colleague, then for the captain, then for the server', () => {
    expect(statusOf([])).toBe('asked')
    expect(statusOf([answer(true)])).toBe('agreed')
    expect(statusOf([answer(false)])).toBe('declined')
    expect(statusOf([answer(true), decide(false)])).toBe('refused')
    expect(statusOf([decide(true)])).toBe('early')
    expect(statusOf([answer(true), decide(true, captain, null)])).toBe('sending')
    expect(statusOf([answer(true, zhao, null), decide(true)])).toBe('sending')
  })

  test('is the same in every order of arrival', () => {
    const entries = [asked, answer(true), decide(true)]
    const orders = entries.flatMap((first) => {
      const [second, third] = entries.filter((each) => each !== first)
      return [
        [first, second, third],
        [first, third, second],
      ].map((order) => order.map((each) => must(each, 'entry')))
    })
    const states = new Set(orders.map((order) => JSON.stringify(foldRoster(morning.id, order))))
    expect(orders).toHaveLength(6)
    expect(states.size).toBe(1)
  })

  test('is answered by nobody but the one who was asked, and decided by nobody who asked', () => {
    expect(statusOf([answer(true, qian)])).toBe('asked')
    expect(statusOf([answer(true), decide(true, wang)])).toBe('agreed')
  })

  test('of two answers the earlier counts, of two decisions the one that the server received first', () => {
    expect(statusOf([answer(true), answer(false)])).toBe('agreed')
    expect(statusOf([answer(true), decide(true, captain, 9), decide(false, qian, 4)])).toBe('refused')
  })

  test('that was taken back is none', () => {
    const back = make('record.withdrawn', { target: request }, { author: wang.id, subjects, rev: 4 })
    expect(foldRoster(morning.id, [asked, back])?.swaps).toEqual([])
  })

  test('belongs to the shift that is given, not to the one that is taken in return', () => {
    expect(foldRoster(afternoon.id, [asked])?.swaps).toEqual([])
  })

  test('comes to nothing where the shift was changed, has begun, or broke a rule; one by one', () => {
    const moved = { ...morning, startsAt: '2026-11-22T23:00:00.000Z' }
    expect(statusOf([answer(true)], moved)).toBe('changed')
    expect(statusOf([answer(true)], withPeople(morning, [li.id]))).toBe('changed')
    expect(statusOf([answer(true)], withPeople(morning, [wang.id, qian.id]))).toBe('agreed')
    expect(statusOf([answer(true)], morning, Date.parse(morning.startsAt))).toBe('begun')
    expect(statusOf([answer(true), decide(true)])).toBe('rules')
    expect(statusOf([answer(true), decide(true)], moved)).toBe('changed')
    expect(['changed', 'begun', 'rules', 'done'].some((status) => isSwapOpen(status as 'done'))).toBe(false)
  })
})

describe('[ENTRY-52] what a request makes of the roster', () => {
  const shifts = { shift: morning, inReturn: afternoon }

  test('changes the two people over and keeps who stood there before', () => {
    const [given, returned] = madeSwap(swapOf(answer(true), decide(true)), shifts)
    expect(given).toMatchObject({
      assignees: [zhao.id, li.id],
      swaps: [{ request, from: wang.id, to: zhao.id, by: captain.id }],
    })
    expect(returned?.assignees).toEqual([wang.id, qian.id])
    expect(swapStatus(swapOf(answer(true), decide(true)), { shift: given, inReturn: returned }, nowMs)).toBe('done')
  })

  test('is held to the rules of the post; the captain’s reason lets one be and stays in the shift', () => {
    // 赵三's certificate has ended: with an 协管员 beside him the gate has no officer.
    const found = checkSwap(swapped(swapOf(), shifts), [morning, afternoon], people)
    expect(found.map(({ code }) => code)).toEqual(['noOfficer'])
    const decided = make(
      'roster.swapDecided',
      { request, approved: true, overrides: [{ code: 'noOfficer', reason: '证件换发中' }] },
      { author: captain.id, subjects, rev: 3 },
    )
    const made = madeSwap(swapOf(answer(true), decided), shifts)
    expect(checkSwap(made, [morning, afternoon], people)).toEqual([])
    expect(made[0]?.overrides).toMatchObject([{ code: 'noOfficer', reason: '证件换发中', by: captain.id }])
  })
})
