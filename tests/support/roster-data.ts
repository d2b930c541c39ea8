import { rosteredShift } from '../../src/domain/duty/rostered-shift.ts'
import type { Session } from '../../src/domain/duty/session.ts'
import type { Shift } from '../../src/domain/duty/shift.ts'
import type { PersonId } from '../../src/domain/ids.ts'
import { emptyCalendar } from '../../src/domain/calendar/edit-calendar.ts'
import type { Person } from '../../src/domain/people/person.ts'
import type { Bell, School } from '../../src/domain/place/school.ts'
import { must } from '../../src/lib/must.ts'

export const timeZone = 'Asia/Shanghai'
/** A Monday that is still to come by the clock of the tests (2026-11-20). */
export const monday = '2026-11-23'
export const saturday = '2026-11-28'

const point = { lat: 32.63, lng: 117.05 }
const weekdays = [1, 2, 3, 4, 5]
export const bell = (session: Session, time: string, more: Partial<Bell> = {}): Bell => ({
  session,
  time,
  weekdays,
  ...more,
})

export const school = {
  id: 'school-1',
  name: '示例一小',
  kind: 'primary',
  scope: 'squad-1',
  point,
  posts: [
    { id: 'post-east', name: '东门', point, radiusM: 100 },
    { id: 'post-west', name: '西门', point, radiusM: 100 },
  ],
  bells: [bell('arrival', '08:00'), bell('dismissal', '16:30')],
  perimeter: [],
} as unknown as School

const person = (number: string, name: string, role: Person['role'], validTo?: string): Person =>
  ({
    id: `p-${number}`,
    number,
    name,
    role,
    scope: 'squad-1',
    active: true,
    ...(validTo === undefined ? {} : { certificate: { number: `证${number}`, validTo } }),
  }) as Person

export const wang = person('1001', '王一', 'officer', '2027-12-31')
export const li = person('1002', '李二', 'aux')
export const zhao = person('1003', '赵三', 'officer', '2026-11-22')
export const qian = person('1004', '钱四', 'aux')
export const people = new Map([wang, li, zhao, qian].map((each) => [each.id as string, each]))
export const facts = { people, schools: new Map([[school.id as string, school]]), calendar: emptyCalendar, timeZone }

/** A shift at the school's first gate, unless told otherwise. */
export function shiftWith(
  assignees: readonly Person[],
  { date = monday, session = 'arrival' as Session, gate = 0, at = school } = {},
): Shift {
  const ids = assignees.map(({ id }): PersonId => id)
  return must(rosteredShift({ school: at, post: must(at.posts[gate], 'gate'), session, date }, ids, timeZone), 'bell')
}
