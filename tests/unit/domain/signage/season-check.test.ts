import { safeParse } from 'valibot'
import { describe, expect, test } from 'vitest'
import { emptyCalendar } from '../../../../src/domain/calendar/edit-calendar.ts'
import { withoutSeason, withSeason } from '../../../../src/domain/calendar/edit-seasons.ts'
import { Season } from '../../../../src/domain/calendar/season.ts'
import type { ScopeId } from '../../../../src/domain/ids.ts'
import { nextCheck, type CheckedSign, type CheckRules } from '../../../../src/domain/signage/next-check-of.ts'
import { isSeasonChecked, seasonCheck, seasonLateSince } from '../../../../src/domain/signage/season-check.ts'

const season = (kind: Season['kind'], startsOn: string, aheadDays: number): Season => ({ kind, startsOn, aheadDays })
/** Made up: which days they are is each bureau's to say. */
const wind = season('wind', '07-01', 20)
const thunder = season('thunder', '04-15', 10)

describe('[ENTRY-67] before each season of wind and of thunder', () => {
  test('large roof, pole, screen and façade signs are looked at, and no others', () => {
    const asked = (signType: Parameters<typeof isSeasonChecked>[0]['signType'], widthM: number): boolean =>
      isSeasonChecked({ signType, widthM, heightM: 1 })
    expect(['ROOF', 'POLE', 'LED', 'FACADE'].map((type) => asked(type as 'ROOF', 4))).toEqual(Array(4).fill(true))
    expect([asked('ROOF', 3.9), asked('FASCIA', 30)]).toEqual([false, false])
  })

  test('a survey within the days ahead is the one before it; an earlier one is not', () => {
    expect(seasonCheck('2026-06-10', [wind])).toEqual({ kind: 'wind', opensOn: '2026-06-11', by: '2026-06-30' })
    expect(seasonCheck('2026-06-11', [wind])?.by).toBe('2027-06-30')
    expect(seasonCheck('2026-07-05', [wind])?.by).toBe('2027-06-30')
  })

  test('the first season that begins is the one that is shown', () => {
    expect(seasonCheck('2026-03-01', [wind, thunder])?.kind).toBe('thunder')
    expect(seasonCheck('2026-04-05', [wind, thunder])?.kind).toBe('wind')
  })

  test('days ahead reach back over New Year', () => {
    const january = season('wind', '01-05', 20)
    expect(seasonCheck('2026-12-10', [january])).toEqual({ kind: 'wind', opensOn: '2026-12-16', by: '2027-01-04' })
    expect(seasonCheck('2026-12-16', [january])?.by).toBe('2028-01-04')
  })

  test('nothing is asked while the bureau has entered none', () => {
    expect(seasonCheck('2026-03-01', [])).toBeNull()
    expect(seasonLateSince([], '2026-07-01', 'Asia/Shanghai')).toBeNull()
  })

  test('late is what was surveyed before the days ahead of the newest season that has begun', () => {
    const since = (today: string): string | undefined => {
      const ms = seasonLateSince([wind, thunder], today, 'Asia/Shanghai')
      return ms === null ? undefined : new Date(ms).toISOString()
    }
    expect(since('2026-06-30')).toBe('2026-04-04T16:00:00.000Z')
    expect(since('2026-07-01')).toBe('2026-06-10T16:00:00.000Z')
    expect(since('2026-04-14')).toBe('2025-06-10T16:00:00.000Z')
  })
})

describe('[ENTRY-67] 下次检查', () => {
  const rules: CheckRules = { windEndsOf: () => [], seasons: [wind] }
  const sign = (facts: Partial<CheckedSign> = {}): CheckedSign => ({
    scope: 'squad-1' as ScopeId,
    exposure: 'E2',
    surveyedAtMs: Date.parse('2026-06-09T10:00:00+08:00'),
    cycleDay: '2026-07-09',
    isSeasonChecked: true,
    ...facts,
  })
  const next = (facts?: Partial<CheckedSign>) => nextCheck(sign(facts), rules, 'Asia/Shanghai')

  test('is the last day before the season where that comes before the cycle', () => {
    expect(next()).toMatchObject({ day: '2026-06-30', season: { kind: 'wind' } })
  })

  test('is the day of the cycle where that comes first, for other signs, and where nobody has surveyed', () => {
    expect(next({ cycleDay: '2026-06-20' })).toMatchObject({ day: '2026-06-20', season: null })
    expect(next({ isSeasonChecked: false })).toMatchObject({ day: '2026-07-09', season: null })
    expect(next({ surveyedAtMs: null, cycleDay: null })).toEqual({ day: null, recheck: null, season: null })
  })
})

describe('the bureau’s seasons', () => {
  test('begin on a day that every year has, and are checked some days ahead', () => {
    const isSeason = (startsOn: string, aheadDays = 10): boolean =>
      safeParse(Season, season('wind', startsOn, aheadDays)).success
    expect(['03-01', '12-31'].map((day) => isSeason(day))).toEqual([true, true])
    expect(['02-29', '04-31', '13-01', '3-1', '00-00'].map((day) => isSeason(day))).toEqual(Array(5).fill(false))
    expect([isSeason('03-01', 0), isSeason('03-01', 91)]).toEqual([false, false])
  })

  test('are entered one by one, each day once, and taken out again', () => {
    const two = withSeason(withSeason(emptyCalendar, wind), thunder)
    expect(two.seasons).toEqual([thunder, wind])
    expect(withSeason(two, { ...wind, aheadDays: 30 }).seasons).toEqual([thunder, { ...wind, aheadDays: 30 }])
    expect(withoutSeason(two, wind).seasons).toEqual([thunder])
  })
})
