import { describe, expect, test } from 'vitest'
import { deskPlaceOf } from '../../../../src/domain/casework/desk-queue.ts'
import type { EntryId } from '../../../../src/domain/ids.ts'
import { deferralData, filedData, unit } from '../../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../../support/case-life.ts'
import { at, ms } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'

const receivedData = () => ({
  source: 'visit' as const,
  receivedAt: at('11:30'),
  summary: '占道',
  limit: { amount: 5, unit: 'workDay' as const },
  calendarVersion: 0,
  dueAt: at('18:00'),
  nth: 1,
})
const queueOf = (life: CaseLife) => deskPlaceOf(life.state()).queue
const askExtension = (life: CaseLife): EntryId =>
  life.does('1001', 'case.extensionAsked', { unit, reason: '商户外出', until: at('18:00') })

describe('what a case waits for', () => {
  test('goes from desk to desk as the office works it off', () => {
    const life = createCaseLife()
    const seen = [queueOf(life)]
    life.does('2001', 'case.filed', filedData())
    seen.push(queueOf(life))
    life.does('2001', 'case.dispatched', { to: unit })
    seen.push(queueOf(life))
    life.does('1001', 'case.accepted', { unit })
    life.does(
      '1001',
      'case.handled',
      { unit, measures: '已清', disposition: 'PERSUADE' },
      { parts: [photoRef('after')] },
    )
    seen.push(queueOf(life))
    life.does('2001', 'case.checked', { passed: true, onSite: false })
    seen.push(queueOf(life))
    life.does('3001', 'case.evaluated', { satisfaction: 'satisfied' })
    seen.push(queueOf(life))
    expect(seen).toEqual(['toFile', 'toDispatch', 'atUnit', 'toCheck', 'toEvaluate', null])
  })

  test('[ENTRY-58] what is closed waits for its evaluation since its end; what was solved on the spot for nobody', () => {
    const life = createCaseLife()
    life.toClosed()
    life.does('2001', 'complaint.received', receivedData(), { at: at('11:30') })
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'toEvaluate', isTimed: false, actByMs: ms('11:00') })
    const solved = createCaseLife()
    solved.does('1001', 'case.closedOnSite', { disposition: 'PERSUADE', note: '' }, { parts: [photoRef('after')] })
    expect(solved.state().state).toBe('closed')
    expect(queueOf(solved)).toBeNull()
  })

  test('a request is for captain or command centre, a second extension for the command centre alone', () => {
    const life = createCaseLife()
    life.toHandling()
    const request = askExtension(life)
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'toDecide', decider: 'either' })
    life.does('2001', 'case.extensionDecided', { request, as: 'captain', approved: true, dueAt: at('18:00') })
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'atUnit', decider: null })
    askExtension(life)
    expect(deskPlaceOf(life.state()).decider).toBe('command')
  })

  test('a deferral that the captain has granted waits for the command centre', () => {
    const life = createCaseLife()
    life.toHandling()
    const request = life.does('1001', 'case.deferralAsked', deferralData())
    expect(deskPlaceOf(life.state()).decider).toBe('either')
    life.does('2001', 'case.deferralDecided', { request, as: 'captain', approved: true })
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'toDecide', decider: 'command' })
    life.does('4001', 'case.deferralDecided', { request, as: 'command', approved: true })
    const until = Date.parse(deferralData().until)
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'deferred', decider: null, actByMs: until })
  })

  test('a deferral ends with its last milestone: past it the case is late, until somebody resumes it', () => {
    const life = createCaseLife()
    life.toHandling()
    const request = life.does('1001', 'case.deferralAsked', deferralData())
    life.does('2001', 'case.deferralDecided', { request, as: 'captain', approved: true })
    life.does('4001', 'case.deferralDecided', { request, as: 'command', approved: true })
    const until = Date.parse(deferralData().until)
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'deferred', isTimed: true, actByMs: until })
    life.does('1001', 'case.resumed', { dueAt: at('20:00'), calendarVersion: 0 })
    expect(deskPlaceOf(life.state())).toMatchObject({ queue: 'atUnit', isTimed: true, actByMs: ms('20:00') })
  })

  test('is due by its limit while the clock runs, otherwise stands since it came', () => {
    const life = createCaseLife()
    expect(deskPlaceOf(life.state())).toMatchObject({ isTimed: false, actByMs: ms('07:00') })
    life.toHandled()
    expect(deskPlaceOf(life.state())).toMatchObject({ isTimed: false, actByMs: ms('10:00') })
    const running = createCaseLife()
    running.toHandling()
    expect(deskPlaceOf(running.state())).toMatchObject({ isTimed: true, actByMs: ms('12:00') })
  })
})
