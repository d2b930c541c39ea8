import { describe, expect, test } from 'vitest'
import { bureauScope, type ScopeId, type SubjectId } from '../../../../src/domain/ids.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import type { SignRegistered } from '../../../../src/domain/signage/sign-entries.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import type { Answers } from '../../../../src/domain/signage/survey-items.ts'
import type { WindAlert } from '../../../../src/domain/signage/wind-alert.ts'
import { alertInForce } from '../../../../src/domain/signage/wind-alert-document.ts'
import { splitAmongCrews, windRoute, windScore } from '../../../../src/domain/signage/wind-route.ts'
import { at, createEntryMaker } from '../../../support/entry-maker.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

function sign(id: string, facts: Partial<SignRegistered> = {}, defects?: Answers): SignState {
  const signId = `sign-${id}` as SubjectId
  const make = createEntryMaker(signId)
  const data = signData(facts)
  const entries = [make('sign.registered', data, { at: at('08:00') })]
  const survey = defects && make('sign.surveyed', surveyData(defects, { sign: data }), { at: at('09:00') })
  return foldSign(signId, survey ? [...entries, survey] : entries) as SignState
}

const serious = { 'GG-S05': 'M', 'GG-S06': 'M' } as const
const hazard = sign('hazard', { streetId: 'street-1' as never }, serious)
const roof = sign('roof', { signType: 'ROOF', bottomM: 20, streetId: 'street-2' as never })
const crowded = sign('crowded', { pathBelow: 'entrance', streetId: 'street-2' as never }, {})
const fascia = sign('fascia', {}, {})
const all = [fascia, crowded, roof, hazard]
const idsOf = (alert: WindAlert): readonly string[] =>
  windRoute(
    all,
    () => alert,
    () => null,
  ).map((stop) => stop.sign.signId)

describe('tonight’s route', () => {
  test('under 蓝 holds open hazards and what stands high, under 黄 and 橙 every crowded place as well', () => {
    expect(idsOf('blue')).toEqual(['sign-roof', 'sign-hazard'])
    expect(idsOf('yellow')).toEqual(['sign-roof', 'sign-hazard', 'sign-crowded'])
    expect(idsOf('orange')).toEqual(idsOf('yellow'))
  })

  test('is empty without a warning, and under 红, when nobody goes out', () => {
    expect([idsOf('none'), idsOf('red')]).toEqual([[], []])
  })

  test('follows the warning of each sign’s own squad', () => {
    const alertOf = ({ signId }: SignState): WindAlert => (signId === 'sign-roof' ? 'blue' : 'none')
    expect(windRoute(all, alertOf, () => null).map((stop) => stop.sign.signId)).toEqual(['sign-roof'])
  })

  test('is ordered by grade × height × exposure × nearness of a gate', () => {
    expect(windScore(roof, 30)).toEqual({ grade: 4, height: 3, exposure: 2, gate: 3, total: 72 })
    expect(windScore(hazard, null)).toEqual({ grade: 6, height: 1, exposure: 1, gate: 1, total: 6 })
  })

  test('counts each grade one more than the milder one, and what nobody has surveyed as 一般', () => {
    const graded = (defects?: Answers): number => windScore(sign('one', {}, defects), null).grade
    const forms = [{}, { 'GG-E03': 'NV' }, { 'GG-P02': 'L' }, { 'GG-P02': 'M' }, serious, { 'GG-P01': 'S' }] as const
    expect(forms.map((defects) => graded(defects))).toEqual([1, 2, 3, 4, 6, 7])
    expect(graded()).toBe(4)
  })

  test('counts height from 4 and from 10 metres, crowds below as 3, and a gate within 200 and within 50 metres', () => {
    const heights = [3.9, 4, 9.9, 10].map((bottomM) => windScore(sign('high', { bottomM }), null).height)
    expect(heights).toEqual([1, 2, 2, 3])
    const below = (['green', 'carriageway', 'entrance'] as const).map(
      (pathBelow) => windScore(sign('below', { pathBelow }, {}), null).exposure,
    )
    expect(below).toEqual([1, 2, 3])
    expect([null, 200.1, 200, 50.1, 50].map((gateM) => windScore(roof, gateM).gate)).toEqual([1, 1, 2, 2, 3])
  })

  test('is split by street: no street is walked by two crews, and no sign is left out', () => {
    const crews = splitAmongCrews(
      windRoute(
        all,
        () => 'yellow',
        () => null,
      ),
      2,
    )
    expect(crews.map((crew) => crew.map((stop) => stop.sign.signId))).toEqual([
      ['sign-roof', 'sign-crowded'],
      ['sign-hazard'],
    ])
  })
})

describe('the warning in force', () => {
  const scope = 'squad-1' as ScopeId
  const alert = (level: 'blue' | 'orange', until: string, of = scope) => ({ scope: of, level, until })
  const nowMs = Date.parse(at('09:00'))

  test('is the worst of those that have not ended', () => {
    expect(alertInForce([alert('blue', at('10:00')), alert('orange', at('10:00'))], nowMs, scope)).toBe('orange')
    expect(alertInForce([alert('blue', at('10:00')), alert('orange', at('08:59'))], nowMs, scope)).toBe('blue')
    expect(alertInForce([], nowMs, scope)).toBe('none')
  })

  test('is of the squad itself or of the bureau: what a neighbour was warned of does not count', () => {
    const other = 'squad-2' as ScopeId
    expect(alertInForce([alert('orange', at('10:00'), other)], nowMs, scope)).toBe('none')
    expect(alertInForce([alert('orange', at('10:00'), bureauScope)], nowMs, scope)).toBe('orange')
  })
})
