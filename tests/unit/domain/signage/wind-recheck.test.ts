import { describe, expect, test } from 'vitest'
import { bureauScope, windIdOf, type ScopeId } from '../../../../src/domain/ids.ts'
import { foldWind } from '../../../../src/domain/signage/fold-wind.ts'
import type { WindAlertDocument } from '../../../../src/domain/signage/wind-alert-document.ts'
import { nextCheck } from '../../../../src/domain/signage/next-check-of.ts'
import { windContradiction } from '../../../../src/domain/signage/wind-check.ts'
import { recheckLimits, strongWindEnds, windRecheck } from '../../../../src/domain/signage/wind-recheck.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'

const squad = 'squad-1' as ScopeId
const make = createEntryMaker(windIdOf(squad))
const warn = (level: 'blue' | 'yellow' | 'orange' | 'red', from: string, until: string, rev: number, author = '2001') =>
  make('wind.warned', { level, until: at(until) }, { at: at(from), rev, author })
const lift = (when: string, rev: number) => make('wind.lifted', {}, { at: at(when), rev, author: '2002' })

const spans = ({ warnings }: WindAlertDocument): unknown =>
  warnings.map(({ level, from, until, by }) => [level, Date.parse(from), Date.parse(until), by])

describe('大风预警 as its records tell it', () => {
  test('[ENTRY-55] says who warned of what, from when, and until when', () => {
    const state = foldWind(squad, [
      warn('yellow', '08:00', '20:00', 1),
      warn('orange', '10:00', '22:00', 2),
      lift('18:00', 3),
    ])
    expect(spans(state)).toEqual([
      ['yellow', ms('08:00'), ms('10:00'), '2001'],
      ['orange', ms('10:00'), ms('18:00'), '2001'],
    ])
    expect([state.level, Date.parse(state.until)]).toEqual(['none', ms('18:00')])
  })

  test('[ENTRY-55] one that ended by itself keeps its end, whatever comes later', () => {
    const state = foldWind(squad, [
      warn('yellow', '08:00', '09:00', 1),
      lift('12:00', 2),
      warn('blue', '13:00', '15:00', 3),
    ])
    expect(spans(state)).toEqual([
      ['yellow', ms('08:00'), ms('09:00'), '2001'],
      ['blue', ms('13:00'), ms('15:00'), '2001'],
    ])
  })

  test('[ENTRY-55] the server’s order decides between two who warn, and what was taken back never was', () => {
    const [first, second] = [warn('orange', '08:00', '20:00', 2), warn('blue', '08:01', '20:00', 1)]
    const back = make('record.withdrawn', { target: first.entry.id }, { at: at('08:05'), author: '2001' })
    expect(foldWind(squad, [first, second]).level).toBe('orange')
    expect(foldWind(squad, [first, second, back]).level).toBe('blue')
    expect(foldWind(squad, [first, back]).level).toBe('none')
  })
})

describe('[ENTRY-54] a record about the wind', () => {
  test('is about that of its own scope', () => {
    expect(windContradiction(warn('blue', '08:00', '20:00', 1).entry)).toBeNull()
    const [strange] = [createEntryMaker('wind-squad-2')('wind.lifted', {})]
    expect(windContradiction(strange.entry)).toBe('subjects.0')
    const other = createEntryMaker('wind-squad-2')('sign.merged', { into: 'sign-1' as never })
    expect(windContradiction(other.entry)).toBe('subjects.0')
  })

  test('warns of no wind that nobody would see end', () => {
    const year = make('wind.warned', { level: 'red', until: '2027-11-20T08:00:00Z' }, { at: at('08:00') })
    expect(windContradiction(year.entry)).toBe('data.until')
  })
})

describe('[ENTRY-56] after a wind of 黄 and worse', () => {
  const warned = (scope: ScopeId, ...warnings: WindAlertDocument['warnings']) => ({ scope, warnings })
  const span = (level: 'blue' | 'yellow' | 'red', from: string, until: string) =>
    ({ level, from: at(from), until: at(until), by: '2001' }) as WindAlertDocument['warnings'][number]
  const hour = 3_600_000

  test('it is over when the last of the warnings that followed upon each other is, the bureau’s included', () => {
    const own = warned(
      squad,
      span('yellow', '08:00', '10:00'),
      span('red', '10:00', '12:00'),
      span('blue', '12:00', '14:00'),
    )
    const ofAll = warned(bureauScope, span('yellow', '11:00', '13:00'), span('yellow', '18:00', '19:00'))
    const neighbour = warned('squad-2' as ScopeId, span('red', '08:00', '15:00'))
    expect(strongWindEnds([own, ofAll, neighbour], squad, ms('17:00'))).toEqual([ms('13:00')])
    expect(strongWindEnds([own, ofAll, neighbour], squad, ms('19:00'))).toEqual([ms('13:00'), ms('19:00')])
    expect(strongWindEnds([own], squad, ms('11:00'))).toEqual([])
  })

  test('every E3 sign is to be looked at within 48 hours, until it was surveyed after the end', () => {
    const ends = [ms('10:00'), ms('15:00')]
    const by = (surveyedAtMs: number | null, exposure = 'E3'): number | undefined =>
      windRecheck({ exposure, surveyedAtMs }, ends)?.byMs
    expect(by(ms('09:00'))).toBe(ms('10:00') + 48 * hour)
    expect(by(ms('12:00'))).toBe(ms('15:00') + 48 * hour)
    expect([by(ms('15:00')), by(ms('09:00'), 'E2'), by(null)]).toEqual([undefined, undefined, undefined])
  })

  test('the day of the next check is the earlier one of wind and cycle', () => {
    const sign = { scope: squad, exposure: 'E3', surveyedAtMs: ms('09:00'), isSeasonChecked: false }
    const day = (cycleDay: string | null, ends = [ms('10:00')]): string | null =>
      nextCheck({ ...sign, cycleDay }, { windEndsOf: () => ends, seasons: [] }, 'Asia/Shanghai').day
    expect([day('2027-05-20'), day('2026-11-01'), day(null)]).toEqual(['2026-11-22', '2026-11-01', '2026-11-22'])
    expect(day('2027-05-20', [])).toBe('2027-05-20')
  })

  test('late is what was surveyed before a wind that ended more than 48 hours ago', () => {
    const ends = [ms('10:00'), ms('15:00')]
    expect(recheckLimits(ends, ms('16:00'))).toEqual({ since: ms('15:00'), lateSince: null })
    expect(recheckLimits(ends, ms('12:00') + 48 * hour)).toEqual({ since: ms('15:00'), lateSince: ms('10:00') })
    expect(recheckLimits([], ms('16:00'))).toEqual({ since: null, lateSince: null })
  })
})
