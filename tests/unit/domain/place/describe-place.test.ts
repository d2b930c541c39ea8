import { describe, expect, test } from 'vitest'
import { describePlace } from '../../../../src/domain/place/describe-place.ts'
import { nearestStreet } from '../../../../src/domain/place/nearest-street.ts'
import type { Post, School } from '../../../../src/domain/place/school.ts'
import type { Street } from '../../../../src/domain/place/street.ts'

const perDegreeM = 111_195.08
const gate = { lat: 32.63, lng: 117.05 }
const moved = (northM: number, eastM: number) => ({
  lat: gate.lat + northM / perDegreeM,
  lng: gate.lng + eastM / (perDegreeM * Math.cos((gate.lat * Math.PI) / 180)),
})

const post = { id: 'post-1', name: '东门', point: gate, radiusM: 100 } as Post
const school = { id: 'school-1', name: '示例一小', posts: [post] } as unknown as School
const streetOf = (id: string, name: string, northM: number): Street =>
  ({ id, name, roadClass: 'main', scope: 'squad-1', line: [moved(northM, -200), moved(northM, 200)] }) as Street
const near = { school, post, street: streetOf('s', '示例路', 0) }

describe('a place in words', () => {
  test.each([
    [0, 18, '示例一小东门东侧 18 米'],
    [40, 0, '示例一小东门北侧 40 米'],
    [-30, -40, '示例一小东门西南侧 50 米'],
    [300, 0, '示例一小东门北侧 300 米'],
  ])('%i m north and %i m east of the post is %s', (northM, eastM, words) => {
    expect(describePlace(moved(northM, eastM), near)).toBe(words)
  })

  test('names the post alone where a side would claim more than a fix knows', () => {
    expect(describePlace(moved(0, 8), near)).toBe('示例一小东门')
    expect(describePlace(moved(0, 9), near)).toBe('示例一小东门东侧 9 米')
  })

  test('far from the post, or without one, is the street', () => {
    expect(describePlace(moved(0, 301), near)).toBe('示例路')
    expect(describePlace(gate, { street: near.street })).toBe('示例路')
  })

  test('that is near nothing known has no words', () => {
    expect(describePlace(moved(0, 500), { school, post })).toBe('')
  })
})

describe('the nearest street', () => {
  const streets = [streetOf('far', '远路', 60), streetOf('near', '近路', -20)]

  test('is the one whose line is nearest', () => {
    expect(nearestStreet(gate, streets, 100)?.name).toBe('近路')
  })

  test('is none beyond the given distance', () => {
    expect(nearestStreet(gate, streets, 19)).toBeUndefined()
    expect(nearestStreet(gate, [], 100)).toBeUndefined()
  })
})
