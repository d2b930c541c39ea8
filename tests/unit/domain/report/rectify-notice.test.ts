import { expect, test } from 'vitest'
import { rectifyNotice } from '../../../../src/domain/report/rectify-notice.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import type { Answers } from '../../../../src/domain/signage/survey-items.ts'
import { at, createEntryMaker } from '../../../support/entry-maker.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

const signId = 'sign-0001' as SubjectId
const zone = 'Asia/Shanghai'

function surveyed(defects: Answers): SignState {
  const make = createEntryMaker(signId)
  const entries = [
    make('sign.registered', signData(), { at: at('08:00') }),
    make('sign.surveyed', surveyData(defects), { at: at('09:00') }),
  ]
  return foldSign(signId, entries) as SignState
}

test('says what was found where, and what must be done by when', () => {
  const notice = rectifyNotice(surveyed({ 'GG-P01': 'S', 'GG-S06': 'L', 'GG-E05': 'NV' }), zone)
  expect(notice?.facts).toBe(
    '经 2026-11-20 09:00 目测排查，位于示例路 1 号的门头招牌“示例早餐店”（编号 GG-0001，3×1 米，面积 3 平方米）' +
      '存在下列问题：1. 钢结构锈蚀（轻微）；2. 面板松动、翘边、欲坠（严重）；3. 看不到、未能检查的部位：配电箱无锁、进水、破损。' +
      '本单位目测排查分级：重大（★ 关键项有 1 项以上严重）。',
  )
  expect(notice?.requirements).toBe(
    '1. 在 2026-11-20 11:00 前，设置警戒，涉电的断电，拆除、卸载或支撑，排除险情。\n2. 在 2026-11-21 09:00 前，彻底整改。',
  )
  expect(notice?.dueAtMs).toBe(Date.parse('2026-11-21T09:00:00+08:00'))
})

test('never calls a sign safe, nor its grade what the law calls a major hazard', () => {
  for (const defects of [{}, { 'GG-P01': 'S' }, { 'GG-S04': 'NV' }] as const) {
    const { facts, requirements } = rectifyNotice(surveyed(defects), zone) ?? { facts: '', requirements: '' }
    expect(facts + requirements).not.toMatch(/安全(?!检测)|事故隐患|处罚|罚款/)
  }
})

test('there is none about a sign that nobody has surveyed', () => {
  const make = createEntryMaker(signId)
  expect(rectifyNotice(foldSign(signId, [make('sign.registered', signData())]) as SignState, zone)).toBeNull()
})
