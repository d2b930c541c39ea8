import type { Person } from '../people/person.ts'
import type { RosterFinding } from './roster-finding.ts'
import type { Shift } from './shift.ts'

export type People = ReadonlyMap<string, Person>

/** At arrival and at dismissal alike (domain rule of the bureau: at least two at a school). */
const leastAtSchool = 2

/** Whoever may order and decide on that day: an officer or captain whose 执法证 is still valid. */
export const isCertified = (person: Person | undefined, date: string): boolean =>
  person !== undefined &&
  (person.role === 'officer' || person.role === 'captain') &&
  person.certificate !== undefined &&
  person.certificate.validTo >= date

/** The shifts of one school at one session of one day stand together: people of two gates are two at the school. */
function atOneSchool(shifts: readonly Shift[]): readonly (readonly Shift[])[] {
  const groups = new Map<string, Shift[]>()
  for (const shift of shifts) {
    if (shift.schoolId === undefined) continue
    const key = `${shift.date} ${shift.schoolId} ${shift.session}`
    groups.set(key, [...(groups.get(key) ?? []), shift])
  }
  return [...groups.values()]
}

function checkSchool(shifts: readonly Shift[], people: People): readonly RosterFinding[] {
  const [first] = shifts
  if (!first) return []
  const { date } = first
  const about = { date, shiftIds: shifts.map(({ id }) => id) }
  const assigned = new Set(shifts.flatMap(({ assignees }) => assignees))
  if (assigned.size === 0) return [{ code: 'nobody', ...about }]
  const hasOfficer = [...assigned].some((id) => isCertified(people.get(id), date))
  return [
    ...(assigned.size < leastAtSchool ? [{ code: 'tooFew', ...about } as const] : []),
    ...(hasOfficer ? checkPosts(shifts, people) : [{ code: 'noOfficer', ...about } as const]),
  ]
}

/** Of a school that has its officer: no gate of it is left to 协管员 alone, and none stands empty. */
function checkPosts(shifts: readonly Shift[], people: People): readonly RosterFinding[] {
  return shifts.flatMap(({ id, date, assignees }): readonly RosterFinding[] => {
    if (assignees.length === 0) return [{ code: 'nobody', date, shiftIds: [id] }]
    const isAuxOnly = assignees.every((each) => people.get(each)?.role === 'aux')
    return isAuxOnly ? [{ code: 'auxAlone', date, shiftIds: [id] }] : []
  })
}

/** 每校不少于 2 人, 至少 1 名持证队员, 协管员不单独值岗. */
export const checkStaffing = (shifts: readonly Shift[], people: People): readonly RosterFinding[] =>
  atOneSchool(shifts).flatMap((group) => checkSchool(group, people))
