import { describe, expect, test } from 'vitest'
import type { CaseCategory } from '../../../../src/domain/casework/category.ts'
import { answerDue, answerLimits } from '../../../../src/domain/complaint/answer-limit.ts'
import { masked } from '../../../../src/domain/complaint/complainant.ts'
import { isRepeated } from '../../../../src/domain/complaint/fold-complaints.ts'
import { importComplaints } from '../../../../src/domain/complaint/import-complaints.ts'
import { isSamePoint } from '../../../../src/domain/complaint/same-point.ts'
import { deskPlaceOf } from '../../../../src/domain/casework/desk-queue.ts'
import { plainCalendar } from '../../../../src/domain/calendar/working-calendar.ts'
import type { EntryId } from '../../../../src/domain/ids.ts'
import { createCaseLife, type CaseLife } from '../../../support/case-life.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const timeZone = 'Asia/Shanghai'
const receivedData = (nth = 1) => ({
  source: 'hotline12345' as const,
  receivedAt: at('07:00'),
  summary: '井盖缺失',
  limit: { amount: 5, unit: 'workDay' as const },
  calendarVersion: 0,
  dueAt: at('18:00'),
  nth,
})

function complained(): { readonly life: CaseLife; readonly complaint: EntryId } {
  const life = createCaseLife()
  return { life, complaint: life.does('2001', 'complaint.received', receivedData(), { at: at('08:00') }) }
}
const stageOf = (life: CaseLife): string | undefined => life.state().complaints[0]?.stage

describe('[ENTRY-48] a complaint about a case', () => {
  test('waits for an answer, then for a 回访, and is over when it satisfied', () => {
    const { life, complaint } = complained()
    expect(stageOf(life)).toBe('toAnswer')
    life.does('2001', 'complaint.answered', { complaint, text: '已更换' }, { at: at('09:00') })
    expect(stageOf(life)).toBe('toFollowUp')
    life.does('3001', 'complaint.followedUp', { complaint, satisfaction: 'basically' }, { at: at('10:00') })
    expect(life.state().complaints).toMatchObject([{ stage: 'done', firstAnsweredAtMs: ms('09:00') }])
  })

  test('is to be worked off again where it did not satisfy; the limit is judged by the first answer', () => {
    const { life, complaint } = complained()
    life.does('2001', 'complaint.answered', { complaint, text: '已更换' }, { at: at('09:00') })
    life.does('3001', 'complaint.followedUp', { complaint, satisfaction: 'unsatisfied' }, { at: at('10:00') })
    expect(stageOf(life)).toBe('unsatisfied')
    life.does('2001', 'complaint.answered', { complaint, text: '已重新更换' }, { at: at('11:00') })
    expect(life.state().complaints).toMatchObject([
      { stage: 'toFollowUp', firstAnsweredAtMs: ms('09:00'), answer: { text: '已重新更换' }, followUp: null },
    ])
  })

  test('is asked about by nobody before it was answered', () => {
    const { life, complaint } = complained()
    life.does('3001', 'complaint.followedUp', { complaint, satisfaction: 'satisfied' }, { at: at('10:00') })
    expect(stageOf(life)).toBe('toAnswer')
  })

  test('that was entered by mistake is taken back', () => {
    const { life, complaint } = complained()
    life.does('2001', 'record.withdrawn', { target: complaint })
    expect(life.state().complaints).toEqual([])
  })

  test('moves the case nowhere; the second about one point is 督办 by itself', () => {
    const { life } = complained()
    expect([isRepeated(life.state().complaints), deskPlaceOf(life.state()).queue]).toEqual([false, 'toFile'])
    life.does('2001', 'complaint.received', receivedData(2))
    expect(isRepeated(life.state().complaints)).toBe(true)
  })
})

test('the limit for the answer is counted in working days', () => {
  // A Friday: five working days later is the Friday after.
  const due = answerDue(answerLimits.hotline12345, Date.parse('2026-11-20T08:00:00+08:00'), {
    calendar: plainCalendar,
    timeZone,
  })
  expect(due).toMatchObject({ dueAt: '2026-11-26T10:00:00.000Z', limit: { amount: 5, unit: 'workDay' } })
})

test('one point is one kind within 50 m, or in the same words where no place is known', () => {
  const mark = { category: 'comp.manhole', point: null, placeText: '示例路 12 号', reportedAtMs: 0 }
  expect(isSamePoint(mark, { ...mark, placeText: '示例路12号' })).toBe(true)
  expect(isSamePoint(mark, { ...mark, placeText: '示例路 14 号' })).toBe(false)
  expect(isSamePoint(mark, { ...mark, category: 'comp.bin' })).toBe(false)
  expect(isSamePoint(mark, { ...mark, reportedAtMs: 366 * 86_400_000 })).toBe(false)
  const near = (lng: number) => ({ ...mark, point: { lat: 32.6, lng } })
  expect([isSamePoint(near(117), near(117.0004)), isSamePoint(near(117), near(117.001))]).toEqual([true, false])
})

test('a masked name and number tell two people apart and neither who they are', () => {
  expect(masked({ name: '王小明', phone: '13800000000', words: '我家门口' })).toEqual({
    name: '王＊＊',
    phone: '138****0000',
    words: '',
  })
  expect(masked({ name: '', phone: '1234', words: '' })).toEqual({ name: '', phone: '＊＊＊＊', words: '' })
})

describe('a hotline’s own table', () => {
  const nowMs = Date.parse('2026-11-28T12:00:00+08:00')
  const manhole = { slug: 'comp.manhole', label: '各类井盖' } as CaseCategory
  const read = (rows: readonly (readonly string[])[], fileName = '12345工单.xlsx') =>
    importComplaints({ name: 'Sheet1', rows }, { nowMs, timeZone, categories: [manhole], fileName })
  const head = ['工单编号', '受理时间', '诉求内容', '反映人', '联系电话', '事发地点', '问题类别']
  const rowAt = (time: string): readonly string[] => ['', time, '井盖没了', '', '', '示例路', '']

  test('is read whatever the order of its columns, with the source that the file names', () => {
    const row = ['20261120001', '2026-11-20 8:15:00', '井盖没了', '王某', '13800000000', '示例路 12 号', '各类井盖']
    expect(read([['12345 热线工单'], head, row])?.complaints).toEqual([
      {
        line: 3,
        source: 'hotline12345',
        sourceNo: '20261120001',
        receivedAtMs: Date.parse('2026-11-20T08:15:00+08:00'),
        words: '井盖没了',
        placeText: '示例路 12 号',
        name: '王某',
        phone: '13800000000',
        category: { slug: 'comp.manhole', label: '各类井盖' },
      },
    ])
  })

  test('is taken with the source that one says where neither line, sheet nor file names one', () => {
    const sheet = { name: 'Sheet1', rows: [head, ['7', '2026-11-20', '井盖没了', '', '', '示例路', '']] }
    const around = { nowMs, timeZone, categories: [manhole], fileName: '工单.xlsx' }
    expect(importComplaints(sheet, around)?.faulty).toMatchObject([{ fault: 'noSource' }])
    const said = importComplaints(sheet, { ...around, otherSource: 'petition' })
    expect(said).toMatchObject({ complaints: [{ source: 'petition' }], faulty: [] })
  })

  test('that tells of tomorrow is not understood; of a day alone today has begun, however early it is', () => {
    const early = Date.parse('2026-11-28T07:30:00+08:00')
    const sheet = { name: '12345', rows: [head, ...['2026-11-28', '2026-11-28 07:31', '2026-11-29'].map(rowAt)] }
    const said = importComplaints(sheet, { nowMs: early, timeZone, categories: [manhole], fileName: '' })
    expect(said?.complaints.map(({ receivedAtMs }) => receivedAtMs)).toEqual([early])
    expect(said?.faulty.map(({ line, fault }) => [line, fault])).toEqual([
      [3, 'notYet'],
      [4, 'notYet'],
    ])
  })

  test('in full width has numbers that can be dialled', () => {
    const row = ['', '2026-11-20', '井盖没了', '', ' １３８００００００００ ', '示例路', '']
    expect(read([head, row])?.complaints).toMatchObject([{ phone: '13800000000' }])
  })

  test('says of every row that it does not understand why', () => {
    const faults = read(
      [
        [...head, '来源'],
        ['1', '2026-11-20', '', '', '', '示例路', '', '信访'],
        ['2', '某日', '井盖没了', '', '', '示例路', '', '信访'],
        ['3', '2026年11月20日', '井盖没了', '', '', '', '', '信访'],
        ['4', '2026/11/20 25:00', '井盖没了', '', '', '示例路', '', '信访'],
        ['5', '11月20日', '井盖没了', '', '', '示例路', '别的', '信访'],
        ['5', '11月20日', '井盖没了', '', '', '示例路', '', '信访'],
        ['6', '11月20日', '井盖没了', '', '', '示例路', '', '其他'],
      ],
      '工单.xlsx',
    )
    expect(faults?.faulty.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'noWords'],
      [3, 'noTime'],
      [4, 'noPlace'],
      [5, 'noTime'],
      [7, 'twice'],
      [8, 'noSource'],
    ])
    expect(faults?.complaints).toMatchObject([{ line: 6, source: 'petition', category: null }])
  })

  test('is none where nothing names the columns', () => {
    expect(read([['姓名', '电话']])).toBeNull()
  })
})
