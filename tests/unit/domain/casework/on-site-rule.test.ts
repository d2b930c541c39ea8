import { describe, expect, test } from 'vitest'
import { apartM, canCloseOnSite, type OnSitePhoto } from '../../../../src/domain/casework/on-site-rule.ts'
import type { PhotoRole } from '../../../../src/domain/casework/photo-rule.ts'
import type { Fix } from '../../../../src/domain/place/point.ts'
import { at } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'

const photo = (role: PhotoRole, time: string, fix: Fix | null = null): OnSitePhoto => ({
  ...photoRef(role, 1, at(time)),
  fix,
})
const before = (time: string, fix: Fix | null = null) => photo('before', time, fix)
const after = (time: string, fix: Fix | null = null) => photo('after', time, fix)

/** So many metres north of one place; a degree of latitude is 111.2 km. */
const north = (metres: number, accuracyM: number | null = 0): Fix => ({
  lat: 32 + metres / 111_195,
  lng: 117,
  accuracyM,
  crs: 'wgs84',
  source: 'gps',
  fixAt: '2026-11-20T07:00:00.000Z',
})

describe('a finding is closed on site', () => {
  test('with a picture before and one after, up to an hour apart', () => {
    expect(canCloseOnSite([before('07:00'), after('08:00')])).toBe('allowed')
  })

  test('not with an hour and a second between them', () => {
    expect(canCloseOnSite([before('07:00'), after('08:00:01')])).toBe('tooLongApart')
  })

  test('with any picture of the place as the one before', () => {
    expect(canCloseOnSite([photo('scene', '07:00'), after('07:30')])).toBe('allowed')
  })

  test.each([
    ['no picture', []],
    ['only one before', [before('07:00')]],
    ['only one after', [after('07:00')]],
  ])('not with %s', (_, photos) => {
    expect(canCloseOnSite(photos)).toBe('afterMissing')
  })

  test('up to 50 metres apart, and not with 52 between them', () => {
    expect(canCloseOnSite([before('07:00', north(0)), after('07:10', north(49))])).toBe('allowed')
    expect(canCloseOnSite([before('07:00', north(0)), after('07:10', north(52))])).toBe('tooFarApart')
  })

  test('where the fixes may be wrong by as much as is too far', () => {
    expect(canCloseOnSite([before('07:00', north(0, 20)), after('07:10', north(85, 20))])).toBe('allowed')
    expect(canCloseOnSite([before('07:00', north(0, 20)), after('07:10', north(95, 20))])).toBe('tooFarApart')
  })

  test('where the phone did not know one of the places', () => {
    expect(canCloseOnSite([before('07:00'), after('07:10', north(5_000))])).toBe('allowed')
  })
})

describe('how far apart before and after were taken', () => {
  test('is that of the farthest pair, in whole metres', () => {
    expect(apartM([before('07:00', north(0)), before('07:01', north(12)), after('07:10', north(30))])).toBe(30)
  })

  test('is unknown without both places', () => {
    expect(apartM([before('07:00', north(0)), after('07:10')])).toBeNull()
  })
})
