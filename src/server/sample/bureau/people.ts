import type { ScopeId } from '../../../domain/ids.ts'
import { bureauScope } from '../../../domain/ids.ts'
import type { Person, Squad } from '../../../domain/people/person.ts'
import type { Role } from '../../../domain/people/role.ts'
import { personIdOf, samplePhone, squadOne, squadTwo } from './identities.ts'

export const squads: readonly Squad[] = [
  { id: squadOne, name: '示例一中队', phone: samplePhone('0001') },
  { id: squadTwo, name: '示例二中队', phone: samplePhone('0002') },
]

const roll: readonly (readonly [number: string, name: string, role: Role, scope: ScopeId])[] = [
  ['1001', '队员甲', 'officer', squadOne],
  ['1002', '队员乙', 'officer', squadOne],
  ['1003', '队员丙', 'officer', squadOne],
  ['1004', '队员丁', 'officer', squadTwo],
  ['1005', '队员戊', 'officer', squadTwo],
  ['1006', '队员己', 'officer', squadTwo],
  ['1101', '协管员甲', 'aux', squadOne],
  ['1102', '协管员乙', 'aux', squadOne],
  ['1103', '协管员丙', 'aux', squadTwo],
  ['2001', '中队长甲', 'captain', squadOne],
  ['2002', '中队长乙', 'captain', squadTwo],
  ['3001', '督查员甲', 'inspector', bureauScope],
  ['4001', '指挥员甲', 'command', bureauScope],
  ['9001', '管理员甲', 'admin', bureauScope],
]

/** The certificates of the sample end with the year after next. */
const certificateOf = (number: string, role: Role, year: number) =>
  role === 'officer' || role === 'captain'
    ? { certificate: { number: `示例证${number}`, validTo: `${year + 2}-12-31` } }
    : {}

/** The fourteen people of the sample bureau, one or more of every role that works in it. */
export const samplePeople = (year: number): Person[] =>
  roll.map(([number, name, role, scope]) => ({
    id: personIdOf(number),
    number,
    name,
    role,
    scope,
    phone: samplePhone(number),
    ...certificateOf(number, role, year),
    active: true,
  }))
