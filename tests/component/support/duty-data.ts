import type { DutyArrived } from '../../../src/domain/duty/duty-entries.ts'
import { snapshotOf } from '../../../src/domain/duty/snapshot-of.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import type { PersonId, PostId, SchoolId, SubjectId } from '../../../src/domain/ids.ts'
import type { Fix } from '../../../src/domain/place/point.ts'
import { officer } from '../../support/phone-storage.ts'
import { squad, type Phone } from './mount-screen.ts'

/** The tests' clock starts at 14:30 in Shanghai, ten minutes into this shift's window. */
export const shiftId = 'shift-2026-11-20-east-dismissal' as SubjectId
export const colleague = 'p-1101' as PersonId
const gate = { lat: 32.64, lng: 117.02 }

export const shift: Shift = {
  id: shiftId,
  scope: squad,
  date: '2026-11-20',
  session: 'dismissal',
  schoolId: 'school-1' as SchoolId,
  postId: 'post-east' as PostId,
  title: '示例一小 · 东门 离校',
  startsAt: '2026-11-20T14:20:00+08:00',
  endsAt: '2026-11-20T15:30:00+08:00',
  bellAt: '2026-11-20T14:50:00+08:00',
  assignees: [officer, colleague],
  drill: false,
}

export const school = {
  id: 'school-1',
  name: '示例一小',
  kind: 'primary',
  scope: squad,
  point: gate,
  phone: '139-0000-0101',
  posts: [{ id: 'post-east', name: '东门', point: gate, radiusM: 100 }],
  bells: [{ session: 'dismissal', time: '14:50', weekdays: [5] }],
  perimeter: [],
}

/** So many metres north of the gate. */
export const fixAt = (northM: number, accuracyM = 6): Fix => ({
  lat: gate.lat + northM / 111_195,
  lng: gate.lng,
  accuracyM,
  crs: 'wgs84',
  source: 'gps',
  fixAt: '2026-11-20T06:30:00.000Z',
})

const person = (id: string, name: string, role: string) => ({
  id,
  number: id.slice(2),
  name,
  role,
  scope: squad,
  active: true,
})

export async function giveRoster(phone: Phone, rostered: Shift = shift): Promise<void> {
  await phone.give('schools', school.id, school)
  await phone.give('people', officer, person(officer, '队员甲', 'officer'))
  await phone.give('people', colleague, person(colleague, '协管员甲', 'aux'))
  await phone.give('people', 'p-2001', { ...person('p-2001', '中队长甲', 'captain'), phone: '139-0000-2001' })
  await phone.give('shifts', rostered.id, rostered, rostered.date)
}

const arrived: DutyArrived = {
  basis: 'rostered',
  shift: snapshotOf(shift),
  placement: { placed: 'inside', distanceM: 12, accuracyM: 6 },
  timeliness: 'late',
  equipment: [],
}

/** 到岗 at the clock's present moment. */
export async function arriveOn(phone: Phone): Promise<void> {
  await phone.journal.record([{ kind: 'duty.arrived', scope: squad, subjects: [shiftId], data: arrived }])
}
