import { describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../../src/domain/ids.ts'
import { firstPassword } from '../../../../src/domain/people/first-password.ts'
import { importPeople } from '../../../../src/domain/people/import-people.ts'
import { brokenPasswordRule } from '../../../../src/domain/people/password-rule.ts'
import type { Person } from '../../../../src/domain/people/person.ts'
import { createSeededRandom } from '../../../../src/lib/random.ts'
import { li, wang } from '../../../support/roster-data.ts'

const squads = [
  { id: 'squad-1' as ScopeId, name: '一中队' },
  { id: 'squad-2' as ScopeId, name: '二中队' },
]
const facts = { people: [wang, li], squads, today: '2026-11-20' }
const head = ['工号', '姓名', '岗位', '所属中队', '联系电话', '执法证号', '执法证有效期至']
const read = (...rows: readonly (readonly string[])[]) => importPeople({ name: '人员', rows: [head, ...rows] }, facts)
const faultOf = (...row: readonly string[]) => read(row)?.faulty.map(({ line, fault, word }) => [line, fault, word])

describe('a table of people', () => {
  test('adds whoever is new with role, squad, telephone and certificate, in whatever order the columns stand', () => {
    const rows = [
      ['单位人员名册'],
      ['姓名', '工 号', '职务', '有效期', '证号', '手机', '单位'],
      ['孙五', '１００５', '执法队员', '2028年6月30日', '执0005', '139-0000-1005', '二中队'],
      ['周六', '3001', '督查', '', '', '', '局机关'],
    ]
    expect(importPeople({ name: '名册', rows }, facts)).toEqual({
      added: [
        {
          id: 'p-1005',
          number: '1005',
          name: '孙五',
          role: 'officer',
          scope: 'squad-2',
          phone: '139-0000-1005',
          certificate: { number: '执0005', validTo: '2028-06-30' },
          active: true,
        },
        { id: 'p-3001', number: '3001', name: '周六', role: 'inspector', scope: 'bureau', active: true },
      ],
      changed: [],
      same: 0,
      faulty: [],
    })
  })

  test('changes who is known by the number, and leaves what its cells do not say', () => {
    const found = read(['1001', '王一', '中队长', '一中队', '', '', '2029/1/31'], ['1002', '李二'])
    expect(found?.changed).toEqual([
      { ...wang, role: 'captain', certificate: { number: '证1001', validTo: '2029-01-31' } },
    ])
    expect([found?.same, found?.added, found?.faulty]).toEqual([1, [], []])
  })

  test('names every row that was not understood, and why', () => {
    expect(faultOf('', '某人')).toEqual([[2, 'noNumber', '']])
    expect(faultOf('1', '某人')).toEqual([[2, 'badNumber', '1']])
    expect(faultOf('1009', '')).toEqual([[2, 'noName', '1009']])
    expect(faultOf('1009', '某人')).toEqual([[2, 'noRole', '']])
    expect(faultOf('1009', '某人', '厨师')).toEqual([[2, 'unknownRole', '厨师']])
    expect(faultOf('1009', '某人', '队员')).toEqual([[2, 'noSquad', '']])
    expect(faultOf('1009', '某人', '队员', '九中队')).toEqual([[2, 'unknownSquad', '九中队']])
    expect(faultOf('1009', '某人', '队员', '一中队', '', '执9')).toEqual([[2, 'noExpiry', '执9']])
    expect(faultOf('1009', '某人', '队员', '一中队', '', '执9', '长期')).toEqual([[2, 'badExpiry', '长期']])
  })

  test('takes one number once', () => {
    const row = ['1009', '某人', '协管员', '一中队']
    expect(read(row, row)?.faulty).toMatchObject([{ line: 3, fault: 'twice', word: '1009' }])
  })

  test('is none where no row names number and name', () => {
    expect(importPeople({ name: 'x', rows: [['甲', '乙']] }, facts)).toBeNull()
  })

  test('moves a person of the bureau into a squad only by naming it', () => {
    const inspector = { ...wang, role: 'inspector', scope: 'bureau' } as unknown as Person
    const found = importPeople({ name: 'x', rows: [head, ['1001', '王一', '队员']] }, { ...facts, people: [inspector] })
    expect(found?.faulty).toMatchObject([{ fault: 'noSquad' }])
  })
})

test('a first password keeps the rule, reads well on paper, and is another one each time', () => {
  const random = createSeededRandom(7)
  const made = Array.from({ length: 200 }, () => firstPassword('1001', random))
  expect(new Set(made).size).toBe(200)
  for (const password of made) {
    expect(password).toMatch(/^[34679acdefhjkmnpqrtuvwxy]{10}$/)
    expect(brokenPasswordRule(password, '1001')).toBeNull()
  }
})
