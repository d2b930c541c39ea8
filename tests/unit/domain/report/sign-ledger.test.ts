import { expect, test } from 'vitest'
import { caseIdOf, type PartId, type SubjectId } from '../../../../src/domain/ids.ts'
import { signLedgerColumns } from '../../../../src/domain/report/sign-ledger.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import { pairOf } from '../../../../src/app/features/sign-register/picture-pair.ts'
import { at, createEntryMaker } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

const signId = 'sign-0001' as SubjectId
const far = photoRef('far', 1)
const after = photoRef('after', 2)
const farAgain = photoRef('far', 3)

/** A hazard that was ordered, seen to and closed, and another one that was found later. */
function foundAgain(): SignState {
  const make = createEntryMaker(signId)
  const about = (item: ReturnType<typeof make>): typeof item =>
    ({ ...item, entry: { ...item.entry, subjects: [signId, caseIdOf(item.entry.id)] } }) as typeof item
  const first = about(make('sign.surveyed', surveyData({ 'GG-P01': 'S' }), { at: at('08:00'), parts: [far] }))
  const survey = first.entry.id
  const subjects = [signId, caseIdOf(survey)]
  const notice = { survey, noticeNo: '第 1 号', requirements: '拆除', dueAt: at('12:00') }
  return foldSign(signId, [
    make('sign.registered', signData(), { at: at('07:00') }),
    first,
    make('sign.noticeIssued', notice, { at: at('08:30'), subjects }),
    make('sign.rectified', { survey, measures: '已拆除' }, { at: at('09:00'), subjects, parts: [after] }),
    make('sign.surveyed', surveyData({}, { hasOpenCase: true }), { at: at('10:00'), author: '1101', subjects }),
    about(make('sign.surveyed', surveyData({ 'GG-P02': 'M' }), { at: at('11:00'), parts: [farAgain] })),
  ]) as SignState
}

test('has the columns of 户外广告招牌隐患台账, in the order in which the field keeps them', () => {
  expect(signLedgerColumns.map(({ title }) => title)).toEqual(
    (
      '编号 类型 位置 牌面内容 尺寸/面积 离地高（m） 设置年份 材料 固定方式 设置手续 检测报告（有效期） 责任主体 隐患部位与描述 ' +
      '隐患等级 发现时间 通知书号 整改措施 整改时限 完成时间 复查人 销号 下次检查'
    ).split(' '),
  )
})

test('what was ordered and done about a closed case is no answer to the hazard that was found after it', () => {
  const words = { timeZone: 'Asia/Shanghai', nameOf: String, windEndsOf: () => [], seasons: [] }
  const line = Object.fromEntries(signLedgerColumns.map(({ title, valueOf }) => [title, valueOf(foundAgain(), words)]))
  expect(line).toMatchObject({ 隐患等级: '一般', 通知书号: '', 整改措施: '', 完成时间: '', 销号: '' })
})

test('a picture of the repair before is no counterpart of the hazard that was found after it', () => {
  const parts = [far, after, farAgain].map((ref) => ({ ref, state: 'stored' as const }))
  const stored = parts as unknown as Parameters<typeof pairOf>[1]
  expect(pairOf(foundAgain(), stored)).toBeNull()
  const before = { ...foundAgain(), surveys: foundAgain().surveys.slice(0, 1) }
  expect(pairOf(before, stored)).toEqual({ before: far.partId as PartId, after: after.partId })
})
