import { describe, expect, test } from 'vitest'
import { readPlacesCells } from '../../../../src/app/features/map/office/read-places-cells.ts'
import { readPlacesGeojson } from '../../../../src/app/features/map/office/read-places-geojson.ts'
import { ringAroundPoint, ringAroundRing } from '../../../../src/app/features/map/office/ring-around.ts'
import { distanceM } from '../../../../src/domain/place/distance.ts'

describe('a sheet of places', () => {
  test('is read under its head, wherever its columns stand and whatever stands above', () => {
    const rows = readPlacesCells([
      ['示例区学校坐标', null, null, null],
      ['序号', '经度', '学校', '纬度', '岗位', '半径'],
      [1, 117.02, '示例一小', 32.64, '东门', 80],
      [null, null, null, null, null, null],
      [2, '１１７.０３°', ' 示例二小 ', ' 32.65', null, null],
      [3, '东经', '示例三小', 32.66, null, '大'],
    ])
    const at = (lat: number, lng: number) => ({ kind: 'point', at: { lat, lng } })
    expect(rows).toEqual([
      { line: 3, school: '示例一小', post: '东门', shape: at(32.64, 117.02), radiusM: 80 },
      { line: 5, school: '示例二小', post: '', shape: at(32.65, 117.03), radiusM: null },
      { line: 6, school: '示例三小', post: '', shape: null, radiusM: Number.NaN },
    ])
  })

  test('without the columns that are needed is none', () => {
    expect(
      readPlacesCells([
        ['学校', '经度'],
        ['示例一小', 117],
      ]),
    ).toBeNull()
    expect(readPlacesCells([])).toBeNull()
  })
})

describe('GeoJSON', () => {
  const read = (features: readonly object[]) =>
    readPlacesGeojson(JSON.stringify({ type: 'FeatureCollection', features }))

  test('gives posts as points and perimeters as rings, each corner once', () => {
    const ring = [
      [117, 32],
      [117.1, 32],
      [117.1, 32.1],
      [117, 32],
    ]
    const rows = read([
      {
        type: 'Feature',
        properties: { 学校: '示例一小', 岗位: '东门', 半径: '60' },
        geometry: { type: 'Point', coordinates: [117.02, 32.64, 30] },
      },
      { type: 'Feature', properties: { name: '示例一小' }, geometry: { type: 'Polygon', coordinates: [ring] } },
    ])
    expect(rows).toEqual([
      {
        line: 1,
        school: '示例一小',
        post: '东门',
        shape: { kind: 'point', at: { lat: 32.64, lng: 117.02 } },
        radiusM: 60,
      },
      {
        line: 2,
        school: '示例一小',
        post: '',
        shape: {
          kind: 'ring',
          ring: [
            { lat: 32, lng: 117 },
            { lat: 32, lng: 117.1 },
            { lat: 32.1, lng: 117.1 },
          ],
        },
        radiusM: null,
      },
    ])
  })

  test('keeps a feature that it cannot read as a row without a place, so that it is named', () => {
    const rows = read([
      { type: 'Feature', properties: null, geometry: null },
      { type: 'Feature', properties: { name: 'x' }, geometry: { type: 'LineString', coordinates: [] } },
      { type: 'Feature', properties: { name: 'x' }, geometry: { type: 'Point', coordinates: ['a', 1] } },
    ])
    expect(rows?.map(({ line, shape }) => [line, shape])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ])
  })

  test.each(['', '{', '[]', '{"type":"Feature"}'])('is none in %s', (text) =>
    expect(readPlacesGeojson(text)).toBeNull(),
  )
})

describe('a perimeter by metres', () => {
  const school = { lat: 32.64, lng: 117.02 }

  test('around a place is everywhere so far from it', () => {
    const ring = ringAroundPoint(school, 200)
    expect(ring.length).toBeGreaterThan(16)
    for (const corner of ring) expect(Math.abs(distanceM(corner, school) - 200)).toBeLessThan(3)
  })

  test('around a wall lies so far outside of each of its corners, and not inside', () => {
    const wall = [school, { lat: 32.641, lng: 117.02 }, { lat: 32.641, lng: 117.022 }, { lat: 32.64, lng: 117.022 }]
    const ring = ringAroundRing(wall, 100)
    for (const corner of ring) {
      const nearestM = Math.min(...wall.map((each) => distanceM(corner, each)))
      expect(nearestM).toBeGreaterThan(97)
    }
  })
})
