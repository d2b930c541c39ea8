import { describe, expect, test } from 'vitest'
import { nextDueMs } from '../../../../src/domain/casework/lifecycle.ts'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import type { PersonId, ScopeId, SubjectId } from '../../../../src/domain/ids.ts'
import type { Role } from '../../../../src/domain/people/role.ts'
import { possibleActs } from '../../../../src/domain/casework/possible-acts.ts'
import { deferralData, filedData, handledData, unit } from '../../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../../support/case-life.ts'
import { at, ms } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'

const passed = { passed: true, onSite: true } as const
const withPhoto = { parts: [photoRef('scene')] }

describe('[ENTRY-40] a case is worked off', () => {
  test('from its report to 销号, by one who handles it and another who checks it', () => {
    const life = createCaseLife()
    life.toHandled()
    expect(life.state()).toMatchObject({ state: 'handled', life: { handlers: ['1001'], handled: { by: '1001' } } })
    life.does('3001', 'case.checked', passed, { ...withPhoto, at: at('11:00') })
    expect(life.state()).toMatchObject({ state: 'closed', life: { closing: { by: '3001', atMs: ms('11:00') } } })
    expect(life.state().ineffective).toEqual([])
  })

  test('comes back with its reason, and is counted as 返工', () => {
    const life = createCaseLife()
    life.toHandled()
    const back = { passed: false, onSite: true, reason: '仍有物品', dueAt: at('15:00') } as const
    life.does('3001', 'case.checked', back, withPhoto)
    expect(life.state().life).toMatchObject({ stage: 'handling', reworks: 1, lastReason: '仍有物品' })
    expect(nextDueMs(life.state().life)).toBe(ms('15:00'))
  })

  test('is what the first to arrive has made of it: a second dispatcher’s filing has no effect', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData(at('12:00')))
    const late = life.does('4001', 'case.filed', filedData(at('18:00')))
    expect(life.whyNot(late)).toBe('case/stage-changed')
    expect(life.state().life.clock.dueAtMs).toBe(ms('12:00'))
  })

  test('an act is not taken back, nor the report once the office works on it', () => {
    const life = createCaseLife()
    const filed = life.does('2001', 'case.filed', filedData())
    const back = life.does('2001', 'record.withdrawn', { target: filed })
    const report = life.entries[0]?.entry.id
    const away = report && life.does('1001', 'record.withdrawn', { target: report })
    expect(life.state().state).toBe('filed')
    expect([life.whyNot(back), away && life.whyNot(away)]).toEqual(['case/act-stands', 'case/act-stands'])
  })

  test('is returned by the wrong unit twice; then somebody above decides', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData())
    const round = () => {
      life.does('2001', 'case.dispatched', { to: unit })
      return life.does('1002', 'case.returned', { unit, reason: '不在辖区' })
    }
    expect([round(), round(), round()].map(life.whyNot)).toEqual([null, null, 'case/returned-twice'])
  })

  test('a unit that it was not dispatched to does nothing with it', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData())
    life.does('2001', 'case.dispatched', { to: unit })
    expect(life.whyNot(life.does('1002', 'case.accepted', { unit: 'squad-2' as ScopeId }))).toBe('case/other-unit')
  })

  test('one who is named handles it, and a captain may step in', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData())
    life.does('2001', 'case.dispatched', { to: unit, person: '1001' as PersonId })
    expect(life.whyNot(life.does('1002', 'case.accepted', { unit }))).toBe('case/not-the-handler')
    expect(life.whyNot(life.does('2001', 'case.accepted', { unit }))).toBeNull()
  })

  test('ends elsewhere by a letter and its receipt', () => {
    const life = createCaseLife()
    life.toHandling()
    life.does('2001', 'case.transferred', { letterNo: '示例移 1 号', authority: '示例局', evidence: '照片' })
    life.does('2001', 'case.transferAnswered', { takenOver: false, reply: '不属本单位' })
    expect(life.state().state).toBe('handling')
    life.does('2001', 'case.transferred', { letterNo: '示例移 2 号', authority: '另一局', evidence: '照片' })
    life.does('2001', 'case.transferAnswered', { takenOver: true, reply: '已受理' })
    expect(life.state()).toMatchObject({ state: 'closed', life: { clock: { state: 'stopped' } } })
  })

  test('is reopened with a new clock, and its old handlers may check it again', () => {
    const life = createCaseLife()
    life.toHandled()
    life.does('3001', 'case.checked', passed, withPhoto)
    life.does('4001', 'case.reopened', { cause: 'relapse', reason: '又摆出' })
    expect(life.state().life).toMatchObject({
      stage: 'reopened',
      clock: { state: 'idle' },
      handlers: [],
      reopenings: 1,
    })
    life.does('4001', 'case.filed', filedData(at('20:00')))
    expect(nextDueMs(life.state().life)).toBe(ms('20:00'))
  })

  test('is not merged into itself', () => {
    const life = createCaseLife()
    const merged = life.does('4001', 'case.merged', { into: life.state().caseId })
    expect(life.whyNot(merged)).toBe('case/merged-into-itself')
    life.does('4001', 'case.merged', { into: 'case-other' as SubjectId })
    expect(life.state()).toMatchObject({ state: 'merged', life: { mergedInto: 'case-other' } })
  })

  test('is voided by the captain before it is filed, and by the command centre after', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData())
    expect(life.whyNot(life.does('2001', 'case.voided', { reason: '重复录入' }))).toBe('case/command-needed')
    life.does('4001', 'case.voided', { reason: '重复录入' })
    expect(life.state().state).toBe('voided')
  })
})

describe('[ENTRY-42] whose word counts', () => {
  test('the handler never checks his own case, not even as a captain', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData())
    life.does('2001', 'case.dispatched', { to: unit })
    life.does('2001', 'case.accepted', { unit })
    life.does('2001', 'case.handled', handledData(), { parts: [photoRef('after')] })
    expect(life.whyNot(life.does('2001', 'case.checked', passed, withPhoto))).toBe('case/own-check')
    expect(life.state().state).toBe('handled')
  })

  test('what is critical is checked on site and gets no more time', () => {
    const life = createCaseLife({ severity: 'critical' })
    life.toHandling()
    const asked = life.does('1001', 'case.extensionAsked', { unit, reason: '人手不足', until: at('18:00') })
    expect(life.whyNot(asked)).toBe('case/critical-not-extended')
    life.does('1001', 'case.handled', handledData(), { parts: [photoRef('after')] })
    expect(life.whyNot(life.does('3001', 'case.checked', { passed: true, onSite: false }))).toBe('case/desk-check')
    expect(life.whyNot(life.does('3001', 'case.checked', passed))).toBe('case/check-photo-missing')
  })

  test('more time is asked for before the case is accepted too; who gives it back asks for nothing any more', () => {
    const life = createCaseLife()
    life.toDispatched()
    const ask = () => life.does('1001', 'case.extensionAsked', { unit, reason: '商户外出', until: at('18:00') })
    const granted = { request: ask(), as: 'captain', approved: true, dueAt: at('18:00') } as const
    expect(life.whyNot(life.does('2001', 'case.extensionDecided', granted))).toBeNull()
    expect(life.state()).toMatchObject({ state: 'dispatched', life: { clock: { dueAtMs: ms('18:00') } } })
    expect(life.whyNot(ask())).toBeNull()
    life.does('1001', 'case.returned', { unit, reason: '不在辖区' })
    expect(life.state()).toMatchObject({ state: 'filed', life: { request: null } })
  })

  test('the captain extends once; a second time it is the command centre’s', () => {
    const life = createCaseLife()
    life.toHandling()
    const ask = () => life.does('1001', 'case.extensionAsked', { unit, reason: '商户外出', until: at('18:00') })
    const grant = (by: string, as: 'captain' | 'command', dueAt: string) =>
      life.whyNot(life.does(by, 'case.extensionDecided', { request: ask(), as, approved: true, dueAt }))
    expect(grant('2001', 'captain', at('11:00'))).toBe('case/limit-not-later')
    expect(grant('2001', 'captain', at('18:00'))).toBeNull()
    expect(grant('2001', 'captain', at('19:00'))).toBe('case/command-needed')
    expect(grant('4001', 'command', at('19:00'))).toBeNull()
    expect(life.state().life.clock).toMatchObject({ dueAtMs: ms('19:00'), firstDueAtMs: ms('12:00') })
  })

  test.each([
    [
      ['2001', '4001'],
      ['captain', 'command'],
    ],
    [
      ['4001', '2001'],
      ['command', 'captain'],
    ],
  ] as const)('a deferral takes both, %s', (people, offices) => {
    const life = createCaseLife()
    life.toHandling()
    const request = life.does('1001', 'case.deferralAsked', deferralData())
    life.does(people[0], 'case.deferralDecided', { request, as: offices[0], approved: true })
    expect(life.state().state).toBe('handling')
    life.does(people[1], 'case.deferralDecided', { request, as: offices[1], approved: true }, { at: at('09:30') })
    expect(life.state()).toMatchObject({
      state: 'deferred',
      life: { clock: { state: 'paused', sinceMs: ms('09:30') } },
    })
    expect(nextDueMs(life.state().life)).toBe(Date.parse(deferralData().until))
  })

  test('nobody decides about a request of their own', () => {
    const life = createCaseLife()
    life.toHandling()
    const request = life.does('2001', 'case.deferralAsked', deferralData())
    const own = life.does('2001', 'case.deferralDecided', { request, as: 'captain', approved: true })
    expect(life.whyNot(own)).toBe('case/own-request')
  })
})

describe('[ENTRY-43] a penalty step takes two officers with certificates', () => {
  const said = (validTo = '2028-12-31') => ({
    step: 'warning' as const,
    docNo: '示例罚 5 号',
    signedOn: '2026-11-20',
    certificate: { number: 'SL-1', validTo },
  })
  const finish = (life: CaseLife) =>
    life.whyNot(life.does('1001', 'case.handled', handledData({ disposition: 'CASE' }), { parts: [photoRef('after')] }))

  test.each([
    ['1001', '1002'],
    ['1002', '1001'],
  ])('%s first, then %s: each on her own phone, pending or not', (first, second) => {
    const life = createCaseLife()
    life.toHandling()
    life.does(first, 'case.penaltyRecorded', said())
    expect(life.state().penalties).toEqual([
      { step: 'warning', docNo: '示例罚 5 号', officers: [first], isComplete: false },
    ])
    life.does(second, 'case.penaltyRecorded', said())
    expect(life.state().penalties[0]).toMatchObject({ officers: ['1001', '1002'], isComplete: true })
    expect(finish(life)).toBeNull()
  })

  test('the same officer twice, or one whose certificate had expired, is no second', () => {
    const life = createCaseLife()
    life.toHandling()
    life.does('1001', 'case.penaltyRecorded', said())
    life.does('1001', 'case.penaltyRecorded', said())
    life.does('1002', 'case.penaltyRecorded', said('2026-11-19'))
    expect(finish(life)).toBe('case/second-officer-missing')
  })

  test('the second word may arrive after the case was finished with it', () => {
    const life = createCaseLife()
    life.toHandling()
    life.does('1001', 'case.penaltyRecorded', said())
    expect(finish(life)).toBe('case/second-officer-missing')
    life.does('1002', 'case.penaltyRecorded', said())
    expect(life.state().state).toBe('handled')
    expect(foldCase(life.state().caseId, life.entries.toReversed())).toEqual(life.state())
  })
})

describe('[ENTRY-41] what a person may do now', () => {
  const actsOf = (life: CaseLife, personId: string, role: Role, scopes = ['squad-1', 'bureau']) =>
    possibleActs(life.state(), { personId: personId as PersonId, role, scopes: scopes as ScopeId[] })

  test('follows the stage, the role and the squad', () => {
    const life = createCaseLife()
    expect(actsOf(life, '2001', 'captain')).toEqual(['case.filed', 'case.voided'])
    expect(actsOf(life, '1001', 'officer')).toEqual([])
    expect(actsOf(life, '4001', 'command')).toEqual([
      'case.filed',
      'case.rejected',
      'case.merged',
      'case.verifyAsked',
      'case.supervised',
      'case.voided',
    ])
    expect(actsOf(life, '2002', 'captain', ['squad-2', 'bureau'])).toEqual([])
  })

  test('never offers the check to the one who handled it', () => {
    const life = createCaseLife()
    life.toHandled()
    expect(actsOf(life, '1001', 'captain')).not.toContain('case.checked')
    expect(actsOf(life, '2001', 'captain')).toContain('case.checked')
  })

  test('of another squad, what it was dispatched for and no more', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData())
    life.does('2001', 'case.dispatched', { to: 'squad-2' as ScopeId })
    expect(actsOf(life, '5001', 'officer', ['squad-2', 'bureau'])).toEqual([
      'case.accepted',
      'case.returned',
      'case.extensionAsked',
    ])
    expect(actsOf(life, '1002', 'officer')).toEqual([])
  })
})
