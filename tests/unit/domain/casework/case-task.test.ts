import { describe, expect, test } from 'vitest'
import { setbackOf, taskOf } from '../../../../src/domain/casework/case-task.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { deferralData, filedData, unit } from '../../../support/case-decisions.ts'
import { createCaseLife } from '../../../support/case-life.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const filed = () => {
  const life = createCaseLife()
  life.does('2001', 'case.filed', filedData(at('12:00')))
  return life
}

function createHandled() {
  const life = createCaseLife()
  life.toHandled()
  return life
}

describe('a case is a task', () => {
  test('from its dispatch, of the unit or of the person named, until its limit', () => {
    const life = filed()
    expect(taskOf(life.state())).toBeNull()
    life.does('2001', 'case.dispatched', { to: unit })
    expect(taskOf(life.state())).toEqual({ unit, person: null, dueAtMs: ms('12:00') })
    life.does('2001', 'case.dispatched', { to: unit, person: '1002' as PersonId })
    expect(taskOf(life.state())).toMatchObject({ person: '1002' })
  })

  test('of whoever accepted it, until it is handled, and again when its check has failed', () => {
    const life = createCaseLife()
    life.toHandling()
    expect(taskOf(life.state())).toMatchObject({ person: '1001' })
    const again = createHandled()
    expect(taskOf(again.state())).toBeNull()
    again.does('2001', 'case.checked', { passed: false, onSite: false, reason: '仍有物品', dueAt: at('16:00') })
    expect(taskOf(again.state())).toMatchObject({ person: '1001', dueAtMs: ms('16:00') })
  })

  test('while it is deferred, until the last milestone', () => {
    const life = createCaseLife()
    life.toHandling()
    const request = life.does('1001', 'case.deferralAsked', deferralData())
    life.does('2001', 'case.deferralDecided', { request, as: 'captain', approved: true })
    life.does('4001', 'case.deferralDecided', { request, as: 'command', approved: true })
    expect(taskOf(life.state())?.dueAtMs).toBe(Date.parse(deferralData().until))
  })

  test('no more when it was returned', () => {
    const life = filed()
    life.does('2001', 'case.dispatched', { to: unit })
    life.does('1001', 'case.returned', { unit, reason: '不在辖区' })
    expect(taskOf(life.state())).toBeNull()
  })
})

describe('what went against a case', () => {
  test('is nothing at first', () => {
    expect(setbackOf(filed().state().life)).toBeNull()
  })

  test('is the last of it, with its reason', () => {
    const life = filed()
    life.does('2001', 'case.dispatched', { to: unit })
    life.does('1001', 'case.returned', { unit, reason: '不在辖区' })
    expect(setbackOf(life.state().life)).toEqual({ sort: 'returned', reason: '不在辖区' })
    const handled = createHandled()
    handled.does('2001', 'case.checked', { passed: false, onSite: false, reason: '仍有物品', dueAt: at('16:00') })
    expect(setbackOf(handled.state().life)).toEqual({ sort: 'reworked', reason: '仍有物品' })
    const request = handled.does('1001', 'case.extensionAsked', { unit, reason: '商户外出', until: at('18:00') })
    handled.does('2001', 'case.extensionDecided', { request, as: 'captain', approved: false, reason: '太久' })
    expect(setbackOf(handled.state().life)).toEqual({ sort: 'extensionRefused', reason: '太久' })
  })
})
