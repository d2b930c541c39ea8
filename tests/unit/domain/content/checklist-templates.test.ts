import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { starterCategories } from '../../../../src/domain/casework/category-table.ts'
import { Disposition } from '../../../../src/domain/casework/disposition.ts'
import { ChecklistTemplate } from '../../../../src/domain/inspection/template.ts'
import { hxTemplate } from '../../../../src/domain/inspection/templates/hx.ts'
import { xyTemplate } from '../../../../src/domain/inspection/templates/xy.ts'

const itemsOf = (template: ChecklistTemplate) => template.groups.flatMap((group) => group.items)
const slugs = new Set(starterCategories.rows.map((row) => row.slug))

describe.each([hxTemplate, xyTemplate])('checklist $id', (template) => {
  test('fits its schema', () => {
    expect(v.is(ChecklistTemplate, template)).toBe(true)
  })

  test('names each item once, under its own id', () => {
    const ids = itemsOf(template).map((item) => item.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !id.startsWith(`${template.id}-`))).toEqual([])
  })

  test('opens findings only in categories that exist', () => {
    const named = itemsOf(template).flatMap((item) => (item.category === null ? [] : [item.category]))
    expect(named.filter((slug) => !slugs.has(slug))).toEqual([])
  })

  test('grades every item that opens a finding', () => {
    expect(itemsOf(template).filter((item) => item.category !== null && item.severity === null)).toEqual([])
  })

  test('names known dispositions only', () => {
    const named = itemsOf(template).flatMap((item) => item.disposition?.split('/') ?? [])
    expect(named.filter((code) => !v.is(Disposition, code))).toEqual([])
  })
})

describe('the shift checklist', () => {
  test('has nine items before, eight during and three after', () => {
    expect(hxTemplate.groups.map((group) => group.items.length)).toEqual([9, 8, 3])
  })
})

describe('the school perimeter checklist', () => {
  test('has 32 items in groups A to H', () => {
    expect(xyTemplate.groups.map((group) => [group.id, group.items.length])).toEqual([
      ['A', 6],
      ['B', 5],
      ['C', 5],
      ['D', 4],
      ['E', 6],
      ['F', 3],
      ['G', 2],
      ['H', 1],
    ])
  })

  test('stars what is as grave far from the gate', () => {
    const starred = itemsOf(xyTemplate).filter((item) => item.starred)
    expect(starred.map((item) => item.id)).toEqual(['XY-A4', 'XY-B4', 'XY-C3', 'XY-E1', 'XY-E2', 'XY-E3'])
  })

  test('has a short form of twelve items for daily use', () => {
    const short = itemsOf(xyTemplate).filter((item) => item.short)
    expect(short.map((item) => item.id.slice(3))).toEqual([
      'A1',
      'A2',
      'B1',
      'B4',
      'C1',
      'C2',
      'C3',
      'D1',
      'E1',
      'E3',
      'F2',
      'H1',
    ])
  })
})
