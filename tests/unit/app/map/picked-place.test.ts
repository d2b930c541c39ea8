import { describe, expect, test } from 'vitest'
import { pickedPlace, placeQuery } from '../../../../src/app/composables/picked-place.ts'

describe('a place in an address', () => {
  test('is the place that was pointed at, and says so', () => {
    const query = placeQuery({ lat: 32.640988123, lng: -117.0160531 })
    expect(pickedPlace(query, Date.parse('2026-11-20T00:00:00Z'))).toEqual({
      lat: 32.640988,
      lng: -117.016053,
      accuracyM: null,
      crs: 'wgs84',
      source: 'manualPin',
      fixAt: '2026-11-20T00:00:00.000Z',
    })
  })

  test.each([
    {},
    { lat: '32' },
    { lat: '', lng: '' },
    { lat: '91', lng: '0' },
    { lat: 'x', lng: '1' },
    { lat: ['1'], lng: '1' },
  ])('is none in %j', (query) => expect(pickedPlace(query, 0)).toBeNull())
})
