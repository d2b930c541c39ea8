import { bureauScope, type PersonId, type ScopeId } from '../ids.ts'
import { cellOf, findHead, type Head } from '../tables/find-head.ts'
import { readDay } from '../tables/read-day.ts'
import { isEmptyRow, plainText, type Sheet } from '../tables/sheet.ts'
import type { Person, Squad } from './person.ts'
import type { Role } from './role.ts'

export type PersonFault =
  | 'noNumber'
  | 'badNumber'
  | 'twice'
  | 'noName'
  | 'noRole'
  | 'unknownRole'
  | 'noSquad'
  | 'unknownSquad'
  | 'noExpiry'
  | 'badExpiry'

export interface FaultyPersonRow {
  readonly line: number
  readonly text: string
  readonly fault: PersonFault
  /** The word that was not understood. */
  readonly word: string
}

export interface ImportedPeople {
  readonly added: readonly Person[]
  readonly changed: readonly Person[]
  /** How many stand in the table as they are known already. */
  readonly same: number
  readonly faulty: readonly FaultyPersonRow[]
}

export interface PeopleFacts {
  readonly people: readonly Person[]
  readonly squads: readonly Squad[]
  /** For a day that leaves out its year. */
  readonly today: string
}

const columns = {
  number: ['工号', '编号', '警号', '人员编号', '账号', '登录名'],
  name: ['姓名', '名字', '人员姓名', '人员'],
  role: ['岗位', '角色', '职务', '岗位职务', '人员类别', '身份', '类别'],
  squad: ['中队', '所属中队', '单位', '所属单位', '部门', '所在中队'],
  phone: ['电话', '手机', '手机号', '联系电话', '手机号码', '联系方式'],
  certificate: ['执法证号', '执法证', '执法证编号', '证件号', '证号', '执法证号码'],
  validTo: ['执法证有效期至', '有效期至', '有效期', '执法证有效期', '到期日期', '证件有效期', '有效期限'],
} as const
type Column = keyof typeof columns

/** What bureaus write; each word stands for one role only. */
const roles: Readonly<Record<Role, readonly string[]>> = {
  officer: ['队员', '执法队员', '执法人员', '执法员', '副中队长'],
  aux: ['协管员', '协管', '辅助人员', '辅助员', '协管队员'],
  captain: ['中队长', '队长'],
  inspector: ['督查员', '督查', '督察员', '督察', '考核员'],
  command: ['指挥中心', '指挥员', '受理员', '派遣员', '值班员'],
  admin: ['管理员', '系统管理员'],
  viewer: ['局领导', '领导', '局长', '副局长'],
}
/** They serve every squad: where they sit says nothing of what they see. */
const ofBureau: readonly Role[] = ['inspector', 'command', 'admin', 'viewer']

class Fault extends Error {
  readonly fault: PersonFault
  readonly word: string
  constructor(fault: PersonFault, word = '') {
    super(fault)
    this.fault = fault
    this.word = word
  }
}

/** As Person has it. */
const numberForm = /^[0-9A-Za-z]{3,20}$/
const longestName = 40

function roleIn(text: string, known: Person | undefined): Role {
  if (text === '') {
    if (known) return known.role
    throw new Fault('noRole')
  }
  const plain = plainText(text)
  const role = (Object.keys(roles) as Role[]).find((each) => roles[each].includes(plain))
  if (role === undefined) throw new Fault('unknownRole', text)
  return role
}

function scopeIn(text: string, role: Role, known: Person | undefined, squads: readonly Squad[]): ScopeId {
  if (ofBureau.includes(role)) return bureauScope
  if (text === '') {
    if (known && known.scope !== bureauScope) return known.scope
    throw new Fault('noSquad')
  }
  const squad = squads.find(({ name }) => plainText(name) === plainText(text))
  if (!squad) throw new Fault('unknownSquad', text)
  return squad.id
}

/** A blank cell says nothing: what is known stays. */
function certificateIn(number: string, validTo: string, known: Person | undefined, today: string) {
  const before = known?.certificate
  if (number === '' && validTo === '') return before
  const written = number === '' ? before?.number : number
  if (written === undefined) return before
  if (validTo === '') {
    if (before && before.number === written) return before
    throw new Fault('noExpiry', written)
  }
  const day = readDay(validTo, today)
  if (day === null) throw new Fault('badExpiry', validTo)
  return { ...before, number: written, validTo: day }
}

function readPerson(row: readonly string[], head: Head<Column>, facts: PeopleFacts): Person {
  const number = plainText(cellOf(row, head, 'number'))
  if (number === '') throw new Fault('noNumber')
  if (!numberForm.test(number)) throw new Fault('badNumber', number)
  const known = facts.people.find((each) => each.number === number)
  const name = cellOf(row, head, 'name').slice(0, longestName) || known?.name
  if (name === undefined) throw new Fault('noName', number)
  const role = roleIn(cellOf(row, head, 'role'), known)
  const phone = cellOf(row, head, 'phone').slice(0, 30) || known?.phone
  const certificate = certificateIn(cellOf(row, head, 'certificate'), cellOf(row, head, 'validTo'), known, facts.today)
  return {
    ...(known ?? { id: `p-${number}` as PersonId, active: true }),
    number,
    name,
    role,
    scope: scopeIn(cellOf(row, head, 'squad'), role, known, facts.squads),
    ...(phone === undefined ? {} : { phone }),
    ...(certificate === undefined ? {} : { certificate }),
  }
}

const essence = ({ name, role, scope, phone, certificate }: Person): string =>
  JSON.stringify([name, role, scope, phone ?? '', certificate?.number ?? '', certificate?.validTo ?? ''])

/**
 * What a table of people would add and change, and every row that was not understood; null where no row names the columns.
 *
 * People are known by their number. Whoever is missing in the table stays as they are.
 */
export function importPeople(sheet: Sheet, facts: PeopleFacts): ImportedPeople | null {
  const head = findHead(sheet.rows, columns, (found) => found.has('number') && found.has('name'))
  if (!head) return null
  const read = new Map<string, Person>()
  const faulty: FaultyPersonRow[] = []
  for (const [index, row] of sheet.rows.entries()) {
    if (index <= head.at || isEmptyRow(row)) continue
    try {
      const person = readPerson(row, head, facts)
      if (read.has(person.number)) throw new Fault('twice', person.number)
      read.set(person.number, person)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      const text = row.filter((cell) => cell.trim() !== '').join(' ')
      faulty.push({ line: index + 1, text, fault: failure.fault, word: failure.word })
    }
  }
  const known = new Map(facts.people.map((person) => [person.number, person]))
  const before = [...read.values()].filter(({ number }) => known.has(number))
  const changed = before.filter((person) => essence(person) !== essence(known.get(person.number) ?? person))
  const added = [...read.values()].filter(({ number }) => !known.has(number))
  return { added, changed, same: before.length - changed.length, faulty }
}
