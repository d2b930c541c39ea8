// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { startOpening } from '../../../src/app/opening.ts'
import { createProblems } from '../../../src/app/problems.ts'
import { createDayMemory, type DayMemory } from '../../../src/app/features/today/day-memory.ts'
import TodayScreen from '../../../src/app/features/today/TodayScreen.vue'
import { DeviceProblem } from '../../../src/device/device-problem.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import type { SessionResponse } from '../../../src/protocol/session.ts'
import { leftData } from '../../support/morning-shift.ts'
import { arriveOn, giveRoster, shift, shiftId } from '../support/duty-data.ts'
import { officer } from '../../support/phone-storage.ts'
import { createPhone, mountScreen, squad, type Phone } from '../support/mount-screen.ts'

const person = { personId: officer, timeZone: 'Asia/Shanghai' }
const session: SessionResponse = {
  ...person,
  number: '1001',
  name: '队员甲',
  role: 'officer',
  members: [],
  epoch: 'e',
  now: '',
  sample: true,
}
const readiness = async () => ({
  shellCached: false,
  controlled: false,
  dataComplete: false,
  storageProbed: false,
  persisted: 'unknown' as const,
  freeBytes: null,
})
let phone: Phone
let days: DayMemory

beforeEach(() => {
  localStorage.clear()
  phone = createPhone()
  days = createDayMemory(localStorage, 'build 1')
})

/** Looks at 今日, and leaves it: then it is remembered. */
async function lookAtToday(seen: string): Promise<void> {
  const screen = await mountScreen(TodayScreen, { phone, path: '/today', services: { readiness, days } })
  await vi.waitFor(() => expect(screen.text()).toContain(seen))
  await vi.waitFor(() => expect(screen.text()).toContain('示例一小 · 东门'))
  screen.wrapper.unmount()
}

test('the shift that 今日 shows first is known before the database is open', async () => {
  await giveRoster(phone)
  await lookAtToday('已开始 10 分钟')
  const seen = days.shiftAtHand(person, phone.clock.now())
  expect(seen).toMatchObject({ placeName: '示例一小 · 东门', date: '2026-11-20' })
  expect(seen?.item.shift.id).toBe(shift.id)
})

test('a shift that is over by now is shown to nobody', async () => {
  await giveRoster(phone)
  await lookAtToday('已开始 10 分钟')
  phone.clock.advance(24 * 3_600_000)
  expect(days.shiftAtHand(person, phone.clock.now())).toBeNull()
})

test('nor is one that was left', async () => {
  await giveRoster(phone)
  await arriveOn(phone)
  phone.clock.advance(20 * 60_000)
  await phone.journal.record([{ kind: 'duty.left', scope: squad, subjects: [shiftId], data: leftData() }])
  await lookAtToday('已离岗')
  expect(days.shiftAtHand(person, phone.clock.now())).toBeNull()
})

test('nothing is shown of another person, of another release, or of what cannot be read', async () => {
  await giveRoster(phone)
  await lookAtToday('已开始 10 分钟')
  const now = phone.clock.now()
  expect(days.shiftAtHand({ ...person, personId: 'p-2' as PersonId }, now)).toBeNull()
  expect(createDayMemory(localStorage, 'build 2').shiftAtHand(person, now)).toBeNull()
  for (const broken of ['{', '{"build":"build 1"}', '{"build":"build 1","rostered":[{}],"rows":[]}']) {
    localStorage.setItem(`xunhu.days.${officer}`, broken)
    expect(days.shiftAtHand(person, now)).toBeNull()
  }
})

test('no record leaves the database for it: neither reports nor what colleagues did', async () => {
  await giveRoster(phone)
  await arriveOn(phone)
  await lookAtToday('在岗')
  const kept = localStorage.getItem(`xunhu.days.${officer}`) ?? ''
  expect(kept).toContain(shift.id)
  expect(kept).not.toContain('"equipment":["')
})

test('a storage that is full forgets the days instead of showing old ones', () => {
  const values = new Map<string, string>([[`xunhu.days.${officer}`, 'old']])
  const full = createDayMemory(
    {
      getItem: (key) => values.get(key) ?? null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: (key) => void values.delete(key),
    },
    'build 1',
  )
  full.remember(officer, { rostered: [], rows: [], placeNames: {} })
  expect([...values]).toEqual([])
})

test('the glance says where, when and for whom, gives way to what is wrong, and is gone at the end', async () => {
  await giveRoster(phone)
  await lookAtToday('已开始 10 分钟')
  const atHand = days.shiftAtHand(person, phone.clock.now())
  const place = document.createElement('div')
  const problems = createProblems()
  const opening = startOpening(problems, place)
  opening.glance(session, atHand!)
  for (const words of [
    '11月20日 周五',
    '队员甲',
    '示例一小 · 东门',
    '离校',
    '14:20–15:30',
    '正在打开本机数据',
    '示例区',
  ])
    expect(place.textContent).toContain(words)
  expect(place.querySelector('a, button')).toBeNull()
  problems.tell(new DeviceProblem('storage/unavailable'))
  await nextTick()
  expect(place.textContent).not.toContain('东门')
  expect(place.textContent).toContain('重试')
  opening.end()
  expect(place.textContent).toBe('')
})
