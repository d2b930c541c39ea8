import { describe, expect, test } from 'vitest'
import { toWgs84 } from '../../../../src/domain/place/coordinate-system.ts'
import { importPlaces } from '../../../../src/domain/place/import-places.ts'
import type { PlaceRow } from '../../../../src/domain/place/place-row.ts'
import type { School } from '../../../../src/domain/place/school.ts'

const school = (id: string, name: string, lat: number, lng: number): School =>
  ({
    id,
    name,
    kind: 'primary',
    scope: 'squad-1',
    point: { lat, lng },
    posts: [{ id: `${id}-post-1`, name: '东门', point: { lat, lng }, radiusM: 80 }],
    bells: [],
    perimeter: [],
  }) as unknown as School

const first = school('school-1', '示例一小', 32.64, 117.02)
const second = school('school-2', '示例二小', 32.65, 117.03)
const schools = [first, second]

let lines = 0
const row = (change: Partial<PlaceRow>): PlaceRow => ({
  line: (lines += 1),
  school: '示例一小',
  post: '',
  shape: { kind: 'point', at: { lat: 32.641, lng: 117.021 } },
  radiusM: null,
  ...change,
})
const faultsOf = (rows: readonly PlaceRow[]) =>
  importPlaces(rows, schools, 'wgs84').faulty.map(({ line, fault }) => [line, fault])

describe('a file of places', () => {
  test('moves a school, a post it knows and a perimeter, and adds a post that it does not', () => {
    const at = { lat: 32.6405, lng: 117.0205 }
    const ring = [at, { lat: 32.641, lng: 117.02 }, { lat: 32.64, lng: 117.019 }]
    const { changed, faulty } = importPlaces(
      [
        row({}),
        row({ post: '东门', shape: { kind: 'point', at } }),
        row({ post: '西门', shape: { kind: 'point', at }, radiusM: 60 }),
        row({ shape: { kind: 'ring', ring } }),
      ],
      schools,
      'wgs84',
    )
    expect(faulty).toEqual([])
    expect(changed).toMatchObject([
      {
        id: 'school-1',
        point: { lat: 32.641, lng: 117.021 },
        perimeter: ring,
        posts: [
          { id: 'school-1-post-1', name: '东门', point: at, radiusM: 80 },
          { id: 'school-1-post-2', name: '西门', point: at, radiusM: 60 },
        ],
      },
    ])
  })

  test('says what was converted, and keeps WGS-84 alone', () => {
    const { changed, converted } = importPlaces([row({})], schools, 'gcj02')
    expect(changed[0]?.point).toEqual(toWgs84({ lat: 32.641, lng: 117.021 }, 'gcj02'))
    expect(converted.points).toBe(1)
    expect(converted.meanShiftM).toBeGreaterThan(300)
  })

  test('names every row that was not understood, with its reason, and takes the others', () => {
    const point = (lat: number, lng: number) => ({ kind: 'point', at: { lat, lng } }) as const
    const rows = [
      row({ school: '' }),
      row({ school: '没有这所' }),
      row({ post: 'a', shape: null }),
      row({ post: 'b', shape: point(117.02, 32.64) }),
      row({ post: 'c', shape: point(232, 117) }),
      row({ post: 'd', shape: point(48.85, 2.35) }),
      row({ post: 'e', radiusM: 5 }),
      row({ shape: { kind: 'ring', ring: [] } }),
      row({ post: 'f', shape: point(33.2, 117.02) }),
      row({ school: '示例二小', shape: point(32.66, 117.04) }),
    ]
    const reasons = ['noSchool', 'unknownSchool', 'noCoordinates', 'swapped', 'notOnEarth', 'outsideChina', 'badRadius']
    expect(faultsOf(rows)).toEqual(
      [...reasons, 'tooFewCorners', 'farAway'].map((fault, index) => [rows[index]?.line, fault]),
    )
    expect(importPlaces(rows, schools, 'wgs84').changed.map(({ id }) => id)).toEqual(['school-2'])
  })

  test('that says two things of one place is believed in neither', () => {
    const rows = [row({ post: '东门' }), row({ post: '东门' }), row({ post: '南门' })]
    expect(faultsOf(rows)).toEqual(rows.slice(0, 2).map(({ line }) => [line, 'twice']))
  })

  test('that names one of two schools of one name moves neither', () => {
    const twins = [first, school('school-3', '示例一小', 32.7, 117.1)]
    const at = row({})
    const { changed, faulty } = importPlaces([at], twins, 'wgs84')
    expect([changed, faulty]).toEqual([[], [{ line: at.line, school: '示例一小', fault: 'ambiguous' }]])
  })

  test('gives a new post an id that no post has, also where one was taken away', () => {
    const left = { ...first, posts: first.posts.map((post) => ({ ...post, id: 'school-1-post-2' })) } as School
    const [changed] = importPlaces([row({ post: '西门' })], [left], 'wgs84').changed
    expect(changed?.posts.map(({ id }) => id)).toEqual(['school-1-post-2', 'school-1-post-1'])
  })

  test('that moves a school moves its posts and its perimeter along, but for those it places itself', () => {
    const drawn = [
      { lat: 32.642, lng: 117.02 },
      { lat: 32.64, lng: 117.022 },
      { lat: 32.638, lng: 117.018 },
    ]
    const [changed] = importPlaces([row({})], [{ ...first, perimeter: drawn }], 'wgs84').changed
    expect(changed?.posts[0]?.point).toEqual({ lat: 32.641, lng: 117.021 })
    expect(changed?.perimeter).toEqual([
      { lat: 32.643, lng: 117.021 },
      { lat: 32.641, lng: 117.023 },
      { lat: 32.639, lng: 117.019 },
    ])
    const at = { lat: 32.6405, lng: 117.0205 }
    const [placed] = importPlaces(
      [row({ post: '东门', shape: { kind: 'point', at } }), row({})],
      [first],
      'wgs84',
    ).changed
    expect(placed?.posts[0]?.point).toEqual(at)
  })
})
