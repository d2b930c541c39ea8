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

  test('offers its acts to the home’s office alone', () => {
    const { life, sent } = sentOut()
    answered(life, sent)
    const actsOf = (personId: string, role: 'captain' | 'officer', scope: string) =>
      possibleActs(life.state(), { personId: personId as PersonId, role, scopes: [scope as ScopeId] })
    expect(actsOf('2001', 'captain', 'squad-1')).toEqual(
      expect.arrayContaining(['case.dispatched', 'case.sentOut', 'case.unitAnswered', 'case.answerReviewed']),
    )
    expect(actsOf('2002', 'captain', 'squad-2')).toEqual([])
    expect(actsOf('1001', 'officer', 'squad-1')).toEqual([])
  })
})
