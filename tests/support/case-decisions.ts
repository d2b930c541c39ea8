import type { EntryId, OutsideUnitId, PersonId, ScopeId, SubjectId } from '../../src/domain/ids.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { CaseActKind } from '../../src/domain/casework/transitions.ts'
import { at } from './entry-maker.ts'

export type CaseDecided = { [K in CaseActKind]: readonly [K, EntryData[K]] }[CaseActKind]

export const unit = 'squad-1' as ScopeId
const request = '00000000-0000-7000-8000-777777777777' as EntryId

export const filedData = (dueAt = at('12:00')): EntryData['case.filed'] => ({
  category: 'street.shopOverflow',
  categoryLabel: '店外经营',
  limit: { amount: 2, unit: 'urgentHour' },
  standardVersion: 1,
  calendarVersion: 2026,
  dueAt,
})

export const deferralData = (): EntryData['case.deferralAsked'] => ({
  unit,
  plan: '分两步拆除',
  interim: '设警戒带',
  milestones: [{ on: '2026-12-01', what: '拆除面板' }],
  until: '2026-12-01T18:00:00+08:00',
})

export const sentOutData = (): EntryData['case.sentOut'] => ({
  unitId: 'unit-1' as OutsideUnitId,
  unitName: '示例市政所',
  task: '井盖缺失，请更换',
  photos: [],
  replyBy: '2026-11-22T18:00:00+08:00',
})

export const handledData = (facts: Partial<EntryData['case.handled']> = {}): EntryData['case.handled'] => ({
  unit,
  measures: '已退回店内',
  disposition: 'PERSUADE',
  ...facts,
})

/** Every act with every outcome, once. */
export const caseDecisions: readonly CaseDecided[] = [
  ['case.closedOnSite', { disposition: 'PERSUADE', note: '' }],
  ['case.verifyAsked', { to: unit, reason: '没有照片', dueAt: at('09:00') }],
  ['case.verifyAsked', { to: unit, person: '1002' as PersonId, reason: '看不清', dueAt: at('09:00') }],
  ['case.verified', { unit, exists: true }],
  ['case.verified', { unit, exists: false, reason: '到场未发现' }],
  ['case.filed', filedData()],
  ['case.filed', filedData(at('06:00'))],
  ['case.rejected', { ground: 'noFacts', reason: '未发现' }],
  ['case.merged', { into: 'case-other' as SubjectId }],
  ['case.dispatched', { to: unit }],
  ['case.dispatched', { to: unit, person: '1001' as PersonId }],
  ['case.sentOut', sentOutData()],
  ['case.unitAnswered', { sent: request, result: 'done', text: '已更换', via: 'office' }],
  ['case.unitExtensionAsked', { sent: request, reason: '配件未到', until: at('18:00'), via: 'office' }],
  ['case.answerReviewed', { answer: request, accepted: true }],
  ['case.answerReviewed', { answer: request, accepted: false, reason: '照片看不清' }],
  ['case.accepted', { unit }],
  ['case.returned', { unit, reason: '不在辖区' }],
  ['case.handled', handledData()],
  ['case.handled', handledData({ disposition: 'CASE' })],
  ['case.extensionAsked', { unit, reason: '商户外出', until: at('18:00') }],
  ['case.extensionDecided', { request, as: 'captain', approved: true, dueAt: at('18:00') }],
  ['case.extensionDecided', { request, as: 'command', approved: false, reason: '不同意' }],
  ['case.deferralAsked', deferralData()],
  ['case.deferralDecided', { request, as: 'captain', approved: true }],
  ['case.deferralDecided', { request, as: 'command', approved: true }],
  ['case.deferralDecided', { request, as: 'command', approved: false, reason: '不同意' }],
  ['case.resumed', { dueAt: at('17:00'), calendarVersion: 2026 }],
  ['case.checked', { passed: true, onSite: true }],
  ['case.checked', { passed: false, onSite: true, reason: '仍有物品', dueAt: at('16:00') }],
  ['case.transferred', { letterNo: '示例移 1 号', authority: '示例局', evidence: '照片' }],
  ['case.transferAnswered', { takenOver: true, reply: '已受理' }],
  ['case.transferAnswered', { takenOver: false, reply: '不属本单位' }],
  ['case.supervised', { reason: '重复反映' }],
  ['case.evaluated', { satisfaction: 'satisfied' }],
  ['case.evaluated', { satisfaction: 'unsatisfied', note: '恢复不彻底' }],
  ['case.reopeningDeclined', { reason: '已处置到位' }],
  ['case.reopened', { cause: 'relapse', reason: '又摆出' }],
  ['case.voided', { reason: '重复录入' }],
]
