import { describe, expect, test } from 'vitest'
import type { ScopeId, SubjectId } from '../../../../src/domain/ids.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import { hasNobody, ownerReminders } from '../../../../src/domain/signage/owner-reminders.ts'
import type { SignRegistered } from '../../../../src/domain/signage/sign-entries.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import type { Answers } from '../../../../src/domain/signage/survey-items.ts'
import { warnedUntilMs } from '../../../../src/domain/signage/wind-alert-document.ts'
import type { WindAlert } from '../../../../src/domain/signage/wind-alert.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

function sign(id: string, facts: Partial<SignRegistered>, defects?: Answers): SignState {
  const signId = `sign-${id}` as SubjectId
  const make = createEntryMaker(signId)
  const data = signData(facts)
  const entries = [make('sign.registered', data, { at: at('08:00') })]
  const survey = defects && make('sign.surveyed', surveyData(defects, { sign: data }), { at: at('09:00') })
  return foldSign(signId, survey ? [...entries, survey] : entries) as SignState
}

const serious = { 'GG-S05': 'M', 'GG-S06': 'M' } as const
const hazard = sign('hazard', { ownerName: '示例广告公司', ownerKind: 'adCompany' }, serious)
const roof = sign('roof', { signType: 'ROOF', ownerName: ' 示例广告公司 ', ownerKind: 'adCompany' })
const pole = sign('pole', { signType: 'POLE', ownerName: '示例物业', ownerKind: 'property' })
const crowded = sign('crowded', { pathBelow: 'entrance', ownerName: '示例早餐店' }, {})
const ownerless = sign('ownerless', { signType: 'POLE', ownerName: '原示例店', ownerKind: 'ownerless' })
const unnamed = sign('unnamed', { signType: 'ROOF', ownerName: '' })
const all = [ownerless, unnamed, crowded, pole, roof, hazard]
const reminded = (alert: WindAlert, signs = all): unknown =>
  ownerReminders(signs, () => alert).map(({ ownerName, signs: theirs }) => [
    ownerName,
    theirs.map(({ signId }) => signId),
  ])

describe('提醒责任人', () => {
  test('at 蓝 reaches the owners of open 较大 and 重大 and of all roofs and poles, each once, the worst sign first', () => {
    expect(reminded('blue', [crowded, pole, roof, hazard])).toEqual([
      ['示例广告公司', ['sign-hazard', 'sign-roof']],
      ['示例物业', ['sign-pole']],
    ])
  })

  test('is the same under 黄, 橙 and 红, and empty without a warning', () => {
    expect([reminded('yellow'), reminded('orange'), reminded('red')]).toEqual(Array(3).fill(reminded('blue')))
    expect(reminded('none')).toEqual([])
  })

  test('takes a company for one however its name is written, and shops of one name at two places for two', () => {
    const company = (id: string, ownerName: string) => sign(id, { signType: 'ROOF', ownerName, ownerKind: 'adCompany' })
    const shop = (id: string, address: string, ownerKind?: 'shop') =>
      sign(id, { signType: 'POLE', ownerName: '示例小吃', address, ...(ownerKind ? { ownerKind } : {}) })
    expect(reminded('blue', [company('a', '示例广告（淮南）'), company('b', '示例 广告(淮南)')])).toEqual([
      ['示例广告（淮南）', ['sign-a', 'sign-b']],
    ])
    expect(reminded('blue', [shop('c', '示例路 1 号', 'shop'), shop('d', '示例路 9 号', 'shop')])).toEqual([
      ['示例小吃', ['sign-c']],
      ['示例小吃', ['sign-d']],
    ])
    expect(reminded('blue', [shop('e', '示例路 1 号'), shop('f', '示例路 1 号')])).toEqual([
      ['示例小吃', ['sign-e', 'sign-f']],
    ])
  })

  test('names last what has nobody to be reminded, so that nobody takes it for done', () => {
    const list = ownerReminders(all, () => 'blue')
    expect(list.map(hasNobody)).toEqual([false, false, true, true])
    expect(list.slice(2).map(({ ownerName }) => ownerName)).toEqual(['', ''])
  })

  test('follows the warning of each sign’s own squad, and leaves doubles out', () => {
    const alertOf = ({ signId }: SignState): WindAlert => (signId === 'sign-pole' ? 'blue' : 'none')
    expect(ownerReminders(all, alertOf).map(({ ownerName }) => ownerName)).toEqual(['示例物业'])
    expect(ownerReminders([{ ...pole, mergedInto: roof.signId }], () => 'blue')).toEqual([])
  })

  test('says until when: the last end of the worst that is in force for the squad, its own or the bureau’s', () => {
    const until = (scope: string, end: string, level: WindAlert = 'blue') => ({
      scope: scope as ScopeId,
      level,
      until: at(end),
    })
    const alerts = [
      until('squad-1', '12:00'),
      until('bureau', '15:00'),
      until('squad-2', '18:00'),
      until('squad-1', '20:00', 'none'),
    ]
    expect(warnedUntilMs(alerts, ms('10:00'), 'squad-1' as ScopeId)).toBe(ms('15:00'))
    expect(warnedUntilMs(alerts, ms('16:00'), 'squad-1' as ScopeId)).toBeNull()
    const worse = [until('bureau', '11:00', 'red'), until('squad-1', '22:00')]
    expect(warnedUntilMs(worse, ms('10:00'), 'squad-1' as ScopeId)).toBe(ms('11:00'))
    expect(warnedUntilMs(worse, ms('12:00'), 'squad-1' as ScopeId)).toBe(ms('22:00'))
  })
})
