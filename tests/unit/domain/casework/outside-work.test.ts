import { describe, expect, test } from 'vitest'
import { deskPlaceOf } from '../../../../src/domain/casework/desk-queue.ts'
import { possibleActs } from '../../../../src/domain/casework/possible-acts.ts'
import { taskOf } from '../../../../src/domain/casework/case-task.ts'
import type { EntryId, PersonId, ScopeId } from '../../../../src/domain/ids.ts'
import { filedData, sentOutData, unit } from '../../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../../support/case-life.ts'
import { at } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'

const after = { parts: [photoRef('after')] }

function sentOut(): { readonly life: CaseLife; readonly sent: EntryId } {
  const life = createCaseLife()
  life.does('2001', 'case.filed', filedData())
  return { life, sent: life.does('2001', 'case.sentOut', sentOutData()) }
}

const answered = (life: CaseLife, sent: EntryId, result: 'done' | 'notOurs' = 'done'): EntryId =>
  life.does('2001', 'case.unitAnswered', { sent, result, text: '已更换', via: 'link' }, { ...after, at: at('10:00') })

describe('[ENTRY-46] a case with a unit that has no account', () => {
  test('is nobody’s task, and waits in the office for the unit', () => {
    const { life } = sentOut()
    expect(life.state()).toMatchObject({ state: 'dispatched', life: { handler: null } })
    expect(taskOf(life.state())).toBeNull()
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'atUnit', decider: null, isTimed: true })
  })

  test('waits for the office’s look once the unit has answered; the answer itself moves nothing', () => {
    const { life, sent } = sentOut()
    answered(life, sent)
    expect(life.state().state).toBe('dispatched')
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'toDecide', decider: 'either' })
  })

  test('is handled by the word of who confirms it, and checked by another', () => {
    const { life, sent } = sentOut()
    const answer = answered(life, sent)
    life.does('2001', 'case.answerReviewed', { answer, accepted: true }, { at: at('10:30') })
    expect(life.state()).toMatchObject({
      state: 'handled',
      life: { handled: { by: '2001', measures: '已更换' }, clock: { state: 'stopped' } },
    })
    const own = life.does('2001', 'case.checked', { passed: true, onSite: true }, after)
    const other = life.does('3001', 'case.checked', { passed: true, onSite: true }, after)
    expect([own, other].map(life.whyNot)).toEqual(['case/own-check', null])
  })

  test('goes on at the unit when its answer is given back, and the answer is looked at once', () => {
    const { life, sent } = sentOut()
    const answer = answered(life, sent)
    life.does('2001', 'case.answerReviewed', { answer, accepted: false, reason: '照片看不清' })
    const again = life.does('4001', 'case.answerReviewed', { answer, accepted: true })
    expect(life.state()).toMatchObject({ state: 'dispatched', life: { lastReason: '照片看不清' } })
    expect(life.whyNot(again)).toBe('case/answer-overtaken')
  })

  test('is filed again where it was not theirs', () => {
    const { life, sent } = sentOut()
    const answer = answered(life, sent, 'notOurs')
    life.does('2001', 'case.answerReviewed', { answer, accepted: true })
    expect(life.state()).toMatchObject({ state: 'filed', life: { outside: null, returns: 1 } })
  })

  test('is done with a picture only, and answered on its own sheet only', () => {
    const { life, sent } = sentOut()
    const bare = { sent, result: 'done', text: '已更换', via: 'office' } as const
    const withoutPhoto = life.does('2001', 'case.unitAnswered', bare)
    const resent = life.does('2001', 'case.sentOut', sentOutData())
    const onOld = answered(life, sent)
    const onNew = answered(life, resent)
    expect([withoutPhoto, onOld, onNew].map(life.whyNot)).toEqual([
      'case/after-photo-missing',
      'case/answer-overtaken',
      null,
    ])
  })

  test('goes back to a squad by a dispatch', () => {
    const { life, sent } = sentOut()
    life.does('2001', 'case.dispatched', { to: unit })
    expect(life.whyNot(answered(life, sent))).toBe('case/not-sent-out')
    expect(life.state().life).toMatchObject({ outside: null, handler: { unit } })
  })

  test('is given more time by the office at the unit’s own request, and its day to reply moves with it', () => {
    const { life, sent } = sentOut()
    const asked = { sent, reason: '配件未到', until: at('18:00'), via: 'link' } as const
    const request = life.does('2001', 'case.unitExtensionAsked', asked)
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'toDecide', decider: 'either' })
    // Who wrote it down has not asked: the unit has.
    life.does('2001', 'case.extensionDecided', { request, as: 'captain', approved: true, dueAt: at('18:00') })
    expect(life.state().life).toMatchObject({
      request: null,
      extensions: 1,
      clock: { dueAtMs: Date.parse(at('18:00')), firstDueAtMs: Date.parse(at('12:00')) },
      outside: {
        replyByMs: Date.parse(at('18:00')),
        extensions: [{ reason: '配件未到', decision: { approved: true } }],
      },
    })
    const again = life.does('2001', 'case.unitExtensionAsked', { ...asked, until: at('20:00') })
    const second = { request: again, as: 'captain', approved: true, dueAt: at('20:00') } as const
    expect(life.whyNot(life.does('2001', 'case.extensionDecided', second))).toBe('case/command-needed')
    expect(life.whyNot(life.does('4001', 'case.extensionDecided', { ...second, as: 'command' }))).toBeNull()
  })

  test('keeps its limit where the office refuses, and a later request replaces one that nobody has decided', () => {
    const { life, sent } = sentOut()
    const asked = { sent, reason: '配件未到', until: at('18:00'), via: 'office' } as const
    const first = life.does('2001', 'case.unitExtensionAsked', asked)
    const second = life.does('2001', 'case.unitExtensionAsked', { ...asked, until: at('17:00') })
    const no = { as: 'captain', approved: false, reason: '影响通行' } as const
    expect(life.whyNot(life.does('2001', 'case.extensionDecided', { ...no, request: first }))).toBe(
      'case/request-overtaken',
    )
    life.does('2001', 'case.extensionDecided', { ...no, request: second })
    expect(life.state().life).toMatchObject({
      request: null,
      lastReason: '影响通行',
      clock: { dueAtMs: Date.parse(at('12:00')) },
      outside: { extensions: [{ entryId: second, decision: { approved: false, reason: '影响通行' } }] },
    })
  })

  test('is never extended where it is 紧急, nor without a unit, nor on an older sheet; an answer that counts ends the request', () => {
    const critical = createCaseLife({ severity: 'critical' })
    critical.does('2001', 'case.filed', filedData())
    const asked = { reason: '配件未到', until: at('18:00'), via: 'office' } as const
    const without = critical.does('2001', 'case.unitExtensionAsked', { ...asked, sent: 'none' as EntryId })
    const sentCritical = critical.does('2001', 'case.sentOut', sentOutData())
    const urgent = critical.does('2001', 'case.unitExtensionAsked', { ...asked, sent: sentCritical })
    expect([without, urgent].map(critical.whyNot)).toEqual(['case/stage-changed', 'case/critical-not-extended'])
    const { life, sent } = sentOut()
    const resent = life.does('2001', 'case.sentOut', sentOutData())
    expect(life.whyNot(life.does('2001', 'case.unitExtensionAsked', { ...asked, sent }))).toBe('case/answer-overtaken')
    life.does('2001', 'case.unitExtensionAsked', { ...asked, sent: resent })
    const answer = answered(life, resent)
    life.does('4001', 'case.answerReviewed', { answer, accepted: true }, { at: at('10:30') })
    expect(life.state()).toMatchObject({ state: 'handled', life: { request: null } })
  })

  test('offers its acts to the home’s office alone', () => {
    const { life, sent } = sentOut()
    answered(life, sent)
    const actsOf = (personId: string, role: 'captain' | 'officer', scope: string) =>
      possibleActs(life.state(), { personId: personId as PersonId, role, scopes: [scope as ScopeId] })
    expect(actsOf('2001', 'captain', 'squad-1')).toEqual(
      expect.arrayContaining([
        'case.dispatched',
        'case.sentOut',
        'case.unitAnswered',
        'case.unitExtensionAsked',
        'case.answerReviewed',
      ]),
    )
    expect(actsOf('2002', 'captain', 'squad-2')).toEqual([])
    expect(actsOf('1001', 'officer', 'squad-1')).toEqual([])
  })
})
