import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { starterCategories } from '../../../../src/domain/casework/category-table.ts'
import { likelyCategories, type CategoryUse } from '../../../../src/domain/casework/likely-categories.ts'
import { searchCategories } from '../../../../src/domain/casework/search-categories.ts'

const { rows } = starterCategories
const unused: CategoryUse = { recent: [], postId: null }
const slugs = (found: readonly { readonly slug: string }[]): readonly string[] => found.map(({ slug }) => slug)
const usesOf = (...categories: readonly string[]): CategoryUse => ({
  recent: categories.map((category) => ({ category })),
  postId: null,
})

describe('searching for a category', () => {
  test.each([
    ['店外', 'street.shopOverflow'],
    ['dwjy', 'street.shopOverflow'],
    ['DWJY', 'street.shopOverflow'],
    [' 游商 ', 'street.mobileVendor'],
    ['ys', 'street.mobileVendor'],
    ['井盖', 'comp.manhole'],
  ])('by %j finds %s', (text, slug) => {
    expect(slugs(searchCategories(rows, text, unused))).toContain(slug)
  })

  test('shows the whole table for no text, and nothing for what is in none', () => {
    expect(searchCategories(rows, '  ', unused)).toEqual(rows)
    expect(searchCategories(rows, '恐龙', unused)).toEqual([])
  })

  test('puts what begins with the text before what merely holds it', () => {
    const found = searchCategories(rows, '占道', unused)
    const firstInside = found.findIndex(({ label }) => !label.startsWith('占道'))
    expect(found[0]?.label.startsWith('占道')).toBe(true)
    expect(
      found.slice(firstInside < 0 ? found.length : firstInside).some(({ label }) => label.startsWith('占道')),
    ).toBe(false)
  })

  test('puts initials that begin with the text before those that merely hold it', () => {
    const begins = searchCategories(rows, 'zd', unused).map(({ initials }) => initials.startsWith('zd'))
    expect(begins).toEqual([...begins].sort((left, right) => Number(right) - Number(left)))
    expect(new Set(begins)).toEqual(new Set([true, false]))
  })

  test('puts what is used more first among equal hits, then keeps the table’s order', () => {
    const plain = slugs(searchCategories(rows, '占道', unused))
    const last = plain.filter((slug) => rows.find((row) => row.slug === slug)?.label.startsWith('占道')).slice(-1)
    const used = slugs(searchCategories(rows, '占道', usesOf(...last)))
    expect(used).toEqual([...last, ...plain.filter((slug) => slug !== last[0])])
  })

  test('finds every category by its whole name and by its whole initials', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), (row) => {
        expect(searchCategories(rows, row.label, unused)).toContain(row)
        expect(searchCategories(rows, row.initials, unused)).toContain(row)
      }),
    )
  })

  test('finds no more when more is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.nat({ max: 8 }), (row, length) => {
        const typed = row.initials.slice(0, Math.max(1, length))
        const more = searchCategories(rows, row.initials, unused)
        expect(searchCategories(rows, typed, unused)).toEqual(expect.arrayContaining([...more]))
      }),
    )
  })
})

describe('the categories offered before anything is typed', () => {
  test('on the first day are what a school gate shows most', () => {
    expect(slugs(likelyCategories(rows, unused))).toEqual([
      'street.mobileVendor',
      'street.shopOverflow',
      'street.motorParking',
      'street.nonMotorParking',
      'ad.leaflet',
      'env.stackedMaterials',
      'env.exposedRubbish',
      'street.fireLane',
    ])
  })

  test('begin with the last one used, then the more used', () => {
    const use = usesOf('comp.manhole', 'ad.leaflet', 'ad.leaflet', 'ad.leaflet')
    expect(slugs(likelyCategories(rows, use)).slice(0, 3)).toEqual([
      'comp.manhole',
      'ad.leaflet',
      'street.mobileVendor',
    ])
  })

  test('prefer what was used lately', () => {
    const between = Array.from({ length: 20 }, () => 'comp.manhole')
    const use = usesOf('comp.manhole', 'env.dirtyRoad', ...between, 'ad.leaflet', 'ad.leaflet')
    expect(slugs(likelyCategories(rows, use)).slice(0, 3)).toEqual(['comp.manhole', 'env.dirtyRoad', 'ad.leaflet'])
  })

  test('prefer what was reported at this very post', () => {
    const recent = [
      { category: 'env.dirtyRoad' },
      { category: 'comp.manhole', postId: 'post-2' },
      { category: 'ad.leaflet', postId: 'post-1' },
    ]
    expect(slugs(likelyCategories(rows, { recent, postId: 'post-1' })).slice(1, 3)).toEqual([
      'ad.leaflet',
      'comp.manhole',
    ])
  })

  test('are eight different rows of the table, whatever was used before', () => {
    const used = fc.array(fc.constantFrom(...rows.map((row) => row.slug), 'gone.category'), { maxLength: 40 })
    fc.assert(
      fc.property(used, (categories) => {
        const likely = likelyCategories(rows, usesOf(...categories))
        expect(new Set(slugs(likely)).size).toBe(8)
        expect(rows).toEqual(expect.arrayContaining([...likely]))
      }),
    )
  })
})
