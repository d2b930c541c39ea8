import { describe, expect, test } from 'vitest'
import { bureauScope, windIdOf, type PersonId, type ScopeId, type SubjectId } from '../../../../src/domain/ids.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import { foldWind } from '../../../../src/domain/signage/fold-wind.ts'
import { crewOfStreet, crewStops, isInCrew, streetsOf } from '../../../../src/domain/signage/route-plan.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import { routeFor, standingRoute } from '../../../../src/domain/signage/standing-route.ts'
import { windContradiction } from '../../../../src/domain/signage/wind-check.ts'
import type { RouteCrew } from '../../../../src/domain/signage/wind-entries.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

const [home, other] = ['squad-1' as ScopeId, 'squad-2' as ScopeId]
const make = createEntryMaker(windIdOf(home))
const stop = (sign: string) => ({
  sign: sign as SubjectId,
  score: { grade: 6, height: 3, exposure: 2, gate: 1 },
  gateM: null,
  roadClass: null,
})
const crew = (name: string, squad: ScopeId, ...signs: string[]): RouteCrew => ({
  name,
  squad,
  people: [],
  stops: signs.map(stop),
})
const warned = make('wind.warned', { level: 'orange', until: at('22:00') }, { at: at('18:00'), rev: 1 })
const split = (when: string, rev: number, ...crews: RouteCrew[]) =>
  make('wind.routed', { crews }, { at: at(when), rev })
const routeAt = (time: string, ...entries: Parameters<typeof foldWind>[1][number][]) =>
  standingRoute(home, entries, [foldWind(home, entries)], ms(time))

describe('[ENTRY-65] tonight’s route', () => {
  const routed = split('19:00', 2, crew('一组', home, 'sign-1'), crew('二组', other, 'sign-2'))

  test('stands while the wind blows that it was split for, done being what was surveyed since that began', () => {
    expect(routeAt('20:00', warned, routed)).toMatchObject({
      level: 'orange',
      since: new Date(ms('18:00')).toISOString(),
      until: new Date(ms('22:00')).toISOString(),
      crews: [{ name: '一组' }, { name: '二组' }],
    })
    expect(routeAt('22:00', warned, routed)).toBeNull()
    expect(routeAt('20:00', routed)).toBeNull()
  })

  test('lasts as long as a later warning makes the wind last, and ends where that is lifted', () => {
    const longer = make('wind.warned', { level: 'yellow', until: at('23:30') }, { at: at('21:00'), rev: 3 })
    expect(routeAt('23:00', warned, routed, longer)).toMatchObject({ level: 'yellow' })
    const lifted = make('wind.lifted', {}, { at: at('20:00'), rev: 3 })
    expect(routeAt('20:00', warned, routed, lifted)).toBeNull()
  })

  test('is not that of the wind before', () => {
    const next = make('wind.warned', { level: 'blue', until: at('23:59') }, { at: at('22:30'), rev: 3 })
    expect(routeAt('23:00', warned, routed, next)).toBeNull()
  })

  test('the newest split stands in place of the one before it', () => {
    const again = split('19:30', 3, crew('合组', home, 'sign-1', 'sign-2'))
    expect(routeAt('20:00', warned, routed, again)?.crews.map(({ name }) => name)).toEqual(['合组'])
  })

  test('goes to another squad without the crews of others, and not at all where it has none', () => {
    const route = routeAt('20:00', warned, routed)
    expect(route && routeFor(route, other)).toMatchObject({ scope: other, home, crews: [{ name: '二组' }] })
    expect(route && routeFor(route, 'squad-3' as ScopeId)).toBeNull()
  })

  test('is a squad’s, never the bureau’s', () => {
    const ofAll = createEntryMaker(windIdOf(bureauScope))('wind.routed', { crews: [] })
    expect(windContradiction({ ...ofAll.entry, scope: bureauScope })).toBe('scope')
  })
})

describe('[ENTRY-65] a crew’s stops', () => {
  function sign(signId: string, streetId: string, surveyedAt?: string): SignState {
    const makeSign = createEntryMaker(signId)
    const data = signData({ streetId: streetId as never })
    const entries = [makeSign('sign.registered', data, { at: at('08:00') })]
    const survey = surveyedAt && makeSign('sign.surveyed', surveyData({}, { sign: data }), { at: at(surveyedAt) })
    return foldSign(signId as SubjectId, survey ? [...entries, survey] : entries) as SignState
  }
  const signs = [sign('sign-1', 'street-1', '19:30'), sign('sign-2', 'street-2', '17:00'), sign('sign-3', 'street-1')]
  const signOf = ({ sign: id }: { readonly sign: SubjectId }) => signs.find(({ signId }) => signId === id)

  test('are struck off by a survey since the wind began, in the order and with the score of the split', () => {
    const stops = crewStops(crew('一组', home, 'sign-2', 'sign-1', 'sign-unknown'), signOf, ms('18:00'))
    expect(stops.map(({ sign: { signId }, isDone, score }) => [signId, isDone, score.total])).toEqual([
      ['sign-2', false, 36],
      ['sign-1', true, 36],
    ])
  })

  test('say which crew goes through which street', () => {
    const crews = [crew('一组', home, 'sign-1', 'sign-3'), crew('二组', other, 'sign-2')]
    expect([...crewOfStreet({ crews }, signOf)]).toEqual([
      ['street-1', 0],
      ['street-2', 1],
    ])
    expect(streetsOf(crewStops(crew('', home, 'sign-2', 'sign-1', 'sign-3'), signOf, 0))).toEqual([
      'street-2',
      'street-1',
    ])
  })

  test('are for those who are named, or else for the whole squad', () => {
    const [me, squads] = ['p-1001' as PersonId, [bureauScope, home]]
    const named = (...people: string[]) => ({ name: '', squad: home, people: people as PersonId[] })
    expect([named(), named('p-1001'), named('p-1002')].map((each) => isInCrew(each, me, squads))).toEqual([
      true,
      true,
      false,
    ])
    expect(isInCrew({ name: '', squad: other, people: [] }, me, squads)).toBe(false)
  })
})
