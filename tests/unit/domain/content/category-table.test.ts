import { pinyin } from 'pinyin-pro'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { CategoryTable } from '../../../../src/domain/casework/category.ts'
import { starterCategories } from '../../../../src/domain/casework/category-table.ts'

const rows = starterCategories.rows
const rowOf = (slug: string) => rows.find((row) => row.slug === slug)

const initialsOf = (label: string): string => {
  const characters = [...label].filter((character) => /\p{Script=Han}/u.test(character)).join('')
  return pinyin(characters, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}

describe('the category table', () => {
  test('fits its schema', () => {
    expect(v.is(CategoryTable, starterCategories)).toBe(true)
  })

  test('holds each slug once', () => {
    expect(new Set(rows.map((row) => row.slug)).size).toBe(rows.length)
  })

  test('has 87 rows, of which 17 are components and 5 are the school perimeter’s own', () => {
    expect(rows).toHaveLength(87)
    expect(rows.filter((row) => row.type === 'component')).toHaveLength(17)
    expect(rows.filter((row) => row.type === 'local').map((row) => row.slug)).toEqual([
      'school.clueVenue',
      'school.clueTobacco',
      'school.clueFood',
      'school.clueContent',
      'school.pickup',
    ])
  })

  test.each(rows.map((row) => [row.label, row.initials]))(
    '%s is found by its pinyin initials %s',
    (label, initials) => {
      expect(initials).toBe(initialsOf(label))
    },
  )

  // Readings that a dictionary of single characters gets wrong.
  test.each([
    ['comp.streetTree', 'hds'],
    ['comp.bollard', 'rxhdzbdz'],
    ['comp.parkingLot', 'tcc'],
    ['emg.drain', 'psgddspl'],
    ['street.servicePoint', 'bmfwtd'],
  ])('%s reads its polyphones in context: %s', (slug, initials) => {
    expect(rowOf(slug)?.initials).toBe(initials)
  })

  test('keeps each limit with its unit and its condition', () => {
    expect(rowOf('street.mobileVendor')?.limits).toEqual([{ amount: 2, unit: 'urgentHour' }])
    expect(rowOf('env.illegalBuild')?.limits).toEqual([
      { condition: '正在搭建', amount: 2, unit: 'urgentDay' },
      { condition: '已建成', amount: 15, unit: 'workDay' },
    ])
    expect(rowOf('street.motorParking')?.limits).toEqual([])
  })
})
