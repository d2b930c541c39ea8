import { expect, test } from 'vitest'
import { cellOf, findHead } from '../../../../src/domain/tables/find-head.ts'

const columns = { code: ['小类代码'], name: ['小类名称', '小类'], limit: ['处置时限', '时限'] } as const
const isEnough = (found: ReadonlyMap<string, number>): boolean => found.has('name') && found.has('limit')

test('columns are found below a title, in any order, with a unit in brackets', () => {
  const rows = [['示例区标准'], [], ['处置 时限（工作日）', '备注', '小类名称'], ['3', '', '井盖']]
  const head = findHead(rows, columns, isEnough)
  expect(head).toMatchObject({ at: 2, others: ['备注'] })
  expect(head && [cellOf(rows[3] ?? [], head, 'name'), cellOf(rows[3] ?? [], head, 'code')]).toEqual(['井盖', ''])
})

test('a head of two lines is one', () => {
  const rows = [
    ['小类', '', '时限'],
    ['代码', '名称', ''],
    ['01', '井盖', '2天'],
  ]
  const head = findHead(rows, columns, (found) => isEnough(found) && found.has('code'))
  expect(head?.at).toBe(1)
  expect(head && [...head.columnOf]).toEqual([
    ['code', 0],
    ['name', 1],
    ['limit', 2],
  ])
})

test('a table without them has no head', () => {
  expect(findHead([['姓名', '电话']], columns, isEnough)).toBeNull()
})
