import { describe, expect, test } from 'vitest'
import { starterCategories } from '../../../../src/domain/casework/category-table.ts'
import { importStandards } from '../../../../src/domain/casework/import-standards.ts'
import { mergeStandards } from '../../../../src/domain/casework/merge-standards.ts'

const title = ['示例市立案、处置和结案标准（部件）']
const head = [
  '大类代码',
  '大类名称',
  '小类代码',
  '小类名称',
  '立案条件',
  '处置时限',
  '结案条件',
  '责任主体',
  '法律依据',
]
const components = {
  name: 'Sheet1',
  rows: [
    title,
    head,
    ['01', '示例设施', '01', '示例井', '缺失的', '2紧急工作时', '补上', '示例公司', '略'],
    ['', '', '', '', '破损的', '4工作时', '更换'],
    ['', '', '', '', '', '', ''],
    ['', '', '02', '示例箱', '歪斜的', '1工作日', '扶正'],
    ['02', '示例绿化', '01', '示例树', '倒伏的', '2天', '扶起', '示例园林', '略'],
  ],
}
const rowsOf = (...rows: string[][]) => ({ name: '部件', rows: [head, ...rows] })
const faultsOf = (...rows: string[][]) =>
  importStandards([rowsOf(...rows)], '').faulty.map(({ line, fault }) => [line, fault])

describe('a bureau’s standard', () => {
  const found = importStandards([components], '标准.csv')

  test('has its classes, each with all conditions and their own limits', () => {
    expect(
      found.classes.map(({ label, gbCode, majorLabel, responsible, type }) => [
        label,
        gbCode,
        majorLabel,
        responsible,
        type,
      ]),
    ).toEqual([
      ['示例井', '0101', '示例设施', '示例公司', 'component'],
      ['示例箱', '0102', '示例设施', '', 'component'],
      ['示例树', '0201', '示例绿化', '示例园林', 'component'],
    ])
    expect(found.classes[0]?.limits).toEqual([
      { condition: '缺失的', amount: 2, unit: 'urgentHour', closing: '补上' },
      { condition: '破损的', amount: 4, unit: 'workHour', closing: '更换' },
    ])
    expect([found.understoodRows, found.faulty, found.leftColumns]).toEqual([4, [], ['法律依据']])
  })

  test('may have its columns in another order, under other heads of two lines, with merged cells', () => {
    const sheet = {
      name: '事件',
      rows: [
        ['责任单位', '处理时限（工作日）', '小类', '小类', '立案标准'],
        ['责任单位', '处理时限（工作日）', '代码', '名称', '立案标准'],
        ['示例街道', '1', '0101', '示例堆放', '轻微'],
        ['示例街道', '3', '0101', '示例堆放', '严重'],
      ],
    }
    expect(importStandards([sheet], '').classes).toMatchObject([
      {
        type: 'event',
        gbCode: '0101',
        label: '示例堆放',
        responsible: '示例街道',
        limits: [
          { condition: '轻微', amount: 1, unit: 'workDay' },
          { condition: '严重', amount: 3, unit: 'workDay' },
        ],
      },
    ])
  })

  test('of several sheets names those that hold none', () => {
    const other = { name: '说明', rows: [['本标准自发布之日起施行']] }
    const untold = { name: '表三', rows: components.rows.slice(1) }
    expect(importStandards([components, other, untold], 'x.xlsx').leftSheets).toEqual([
      { name: '说明', reason: 'noColumns' },
      { name: '表三', reason: 'noType' },
    ])
    expect(importStandards([untold], '部件标准.xlsx').classes).toHaveLength(3)
  })

  test.each<[string, string[][], (string | number)[][]]>([
    ['without a class', [['01', '示例', '', '', '缺失', '1工作日']], [[2, 'noClass']]],
    ['without a limit', [['01', '示例', '01', '井', '缺失', '']], [[2, 'noLimit']]],
    ['with an unclear limit', [['01', '示例', '01', '井', '缺失', '尽快']], [[2, 'unclearLimit']]],
    [
      'with one condition twice',
      [
        ['01', '示例', '01', '井', '缺失', '1工作日'],
        ['', '', '', '', '缺失', '2工作日'],
      ],
      [[3, 'twice']],
    ],
    [
      'without a condition beside others',
      [
        ['01', '示例', '01', '井', '缺失', '1工作日'],
        ['', '', '', '', '', '2工作日'],
      ],
      [[3, 'noCondition']],
    ],
    ['that is a page', [['01', '示例', '01', '井', '长'.repeat(301), '1工作日']], [[2, 'tooLong']]],
  ])('a row %s is not understood', (_what, rows, faults) => {
    expect(faultsOf(...rows)).toEqual(faults)
  })

  test('does not give the rows below a new 大类 to the class above it', () => {
    expect(faultsOf(['01', '甲', '01', '井', '缺失', '1工作日'], ['02', '乙', '', '', '倒伏', '1工作日'])).toEqual([
      [3, 'noClass'],
    ])
  })
})

describe('its classes in the table of categories', () => {
  const lamp = {
    type: 'component' as const,
    label: '路 灯',
    majorLabel: '公用设施',
    gbCode: '0199',
    responsible: '示例公司',
    limits: [{ condition: '不亮', amount: 1, unit: 'workDay' as const }],
  }
  const well = { ...lamp, label: '示例井', gbCode: '0101' }
  const initialsOf = (label: string): string => (label === '示例井' ? 'slj' : 'slxj')
  const merged = mergeStandards(starterCategories, [lamp, well], initialsOf)
  const rowOf = (label: string) => merged.rows.find((row) => row.label === label)

  test('keep the name that records know them by, and take limits, code and unit of the file', () => {
    expect(rowOf('路灯')).toMatchObject({ slug: 'comp.streetLamp', gbCode: '0199', limits: lamp.limits, photo: '2' })
    expect(merged.changes.get(lamp)).toBe('changed')
  })

  test('are added where they are new, and found by their initials', () => {
    expect(rowOf('示例井')).toMatchObject({ slug: 'comp.slj', initials: 'slj', type: 'component', photo: '2' })
    expect([merged.changes.get(well), merged.rows.length]).toEqual(['new', starterCategories.rows.length + 1])
  })

  test('never share a name', () => {
    const twin = { ...well, label: '示例警' }
    const { rows } = mergeStandards({ version: 2, rows: merged.rows }, [twin], () => 'slj')
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length)
  })

  test('change nothing when they are imported again', () => {
    const again = mergeStandards({ version: 2, rows: merged.rows }, [lamp, well], initialsOf)
    expect([...again.changes.values()]).toEqual(['same', 'same'])
    expect(again.rows).toEqual(merged.rows)
  })
})
