import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import { caseIdOf, type EntryId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { shiftFacts } from '../../../../src/domain/report/shift-facts.ts'
import { shiftReportText, type ReportWords } from '../../../../src/domain/report/shift-report-text.ts'
import { at, createEntryMaker } from '../../../support/entry-maker.ts'
import { arrivedData, backfilledData, leftData, morningShift, morningSnapshot } from '../../../support/morning-shift.ts'
import { photoRef, reportedData } from '../../../support/reported-case.ts'

const words: ReportWords = {
  counters: {
    vendor: '劝离摊贩',
    shop: '规范店铺',
    parking: '纠正停车',
    leaflet: '制止传单',
    poster: '清除小广告',
    service: '服务群众',
  },
  roles: {
    officer: '队员',
    aux: '协管员',
    captain: '中队长',
    inspector: '督查员',
    command: '指挥中心',
    admin: '管理员',
    viewer: '局领导',
  },
  roleOf: (personId) => (personId === '1001' ? 'officer' : personId === '1002' ? 'aux' : undefined),
  nameOf: (personId) => ({ 1001: '张一', 1002: '李二' })[personId] ?? personId,
  timeZone: 'Asia/Shanghai',
  weather: '小雨',
}

const factsOf = (entries: readonly StampedEntry[]) => {
  const state = foldShift(morningShift.id, entries)
  const cases = state.caseIds.flatMap(
    (caseId) =>
      foldCase(
        caseId,
        entries.filter(({ entry }) => entry.subjects.includes(caseId)),
      ) ?? [],
  )
  return shiftFacts(state, cases)
}
const textOf = (entries: readonly StampedEntry[], facts: Partial<ReportWords> = {}): string => {
  const shift = factsOf(entries)
  return shift ? shiftReportText(shift, { ...words, ...facts }) : ''
}

const makerOf = () => createEntryMaker(morningShift.id)
const answer = (make: ReturnType<typeof makerOf>, itemId: string, result: 'pass' | 'fail' | 'na', note?: string) =>
  make('inspection.answered', {
    templateId: 'HX',
    templateVersion: 1,
    answers: [{ itemId, result, ...(note ? { note } : {}) }],
  })

/** A report of the shift, its case named by its own id. */
function reported(make: ReturnType<typeof makerOf>, category: string, label: string): StampedEntry<'case.reported'> {
  const made = make('case.reported', reportedData({ category, categoryLabel: label }), { at: at('07:30') })
  return { ...made, entry: { ...made.entry, subjects: [caseIdOf(made.entry.id), morningShift.id] } }
}
const closedOnSite = (make: ReturnType<typeof makerOf>, reportId: EntryId) =>
  make(
    'case.closedOnSite',
    { disposition: 'PERSUADE', note: '' },
    { subjects: [caseIdOf(reportId), morningShift.id], parts: [photoRef('after')] },
  )

describe('the shift report', () => {
  test('is none before anybody arrived', () => {
    expect(factsOf([])).toBeNull()
  })

  test('says a whole morning in the field’s words', () => {
    const make = makerOf()
    const vendor = reported(make, 'street.mobileVendor', '无照经营游商')
    const text = textOf([
      make('duty.arrived', arrivedData(), { author: '1001', at: at('07:12') }),
      make('duty.arrived', arrivedData({ timeliness: 'late' }), { author: '1002', at: at('07:26') }),
      answer(make, 'HX-04', 'fail', '两处摊点'),
      answer(make, 'HX-01', 'pass', '新换反光背心'),
      answer(make, 'HX-16', 'pass'),
      make('duty.tallied', { counter: 'service', delta: 1 }),
      make('duty.tallied', { counter: 'vendor', delta: 2 }),
      vendor,
      closedOnSite(make, vendor.entry.id),
      reported(make, 'comp.manhole', '井盖'),
      reported(make, 'comp.manhole', '井盖'),
      make('duty.left', leftData(), { author: '1001', at: at('07:56') }),
    ])
    expect(text.split('\n')).toEqual([
      '示例一小·东门 护学岗小结',
      '2026-11-20 07:20–07:55 天气：小雨',
      '到岗 2 人（队员 1，协管员 1）：张一 07:12–07:56，李二 07:26（迟到）',
      '检查：3 项，不合格 1 项',
      '计数：劝离摊贩 2，服务群众 1',
      '问题：3 件（当场处理 1 件）：井盖 2，无照经营游商 1',
      '公安、交警、保安：在岗',
      '备注：新换反光背心；两处摊点',
    ])
  })

  test('counts the roles in their own order; somebody unknown here is in the sum alone', () => {
    const make = makerOf()
    const arrive = (author: string, time: string) => make('duty.arrived', arrivedData(), { author, at: at(time) })
    const text = textOf([arrive('1009', '07:10'), arrive('1002', '07:11'), arrive('1001', '07:12')])
    expect(text).toContain('到岗 3 人（队员 1，协管员 1）：')
  })

  test('of an empty morning says so and leaves out what is not known', () => {
    const make = makerOf()
    expect(textOf([make('duty.arrived', arrivedData(), { at: at('07:12') })], { weather: '' }).split('\n')).toEqual([
      '示例一小·东门 护学岗小结',
      '2026-11-20 07:20–07:55',
      '到岗 1 人（队员 1）：张一 07:12',
      '检查：0 项，不合格 0 项',
      '计数：无',
      '问题：未发现',
    ])
  })

  test.each([
    ['pass', '公安、交警、保安：在岗'],
    ['fail', '公安、交警、保安：未见'],
    ['na', '公安、交警、保安：不适用'],
  ] as const)('says of police observed as %s: %s', (result, line) => {
    const make = makerOf()
    expect(textOf([make('duty.arrived', arrivedData()), answer(make, 'HX-16', result)])).toContain(line)
  })

  test('does not count a finding that was taken back', () => {
    const make = makerOf()
    const report = reported(make, 'comp.manhole', '井盖')
    const withdrawal = make('record.withdrawn', { target: report.entry.id }, { subjects: report.entry.subjects })
    expect(factsOf([make('duty.arrived', arrivedData()), report, withdrawal])?.findings.total).toBe(0)
  })

  test('names what was found most first, equal counts by name', () => {
    const make = makerOf()
    const facts = factsOf([
      make('duty.arrived', arrivedData()),
      reported(make, 'b', 'B 类'),
      reported(make, 'a', 'A 类'),
      reported(make, 'c', 'C 类'),
      reported(make, 'c', 'C 类'),
    ])
    expect(facts?.findings.byCategory).toEqual([
      ['C 类', 2],
      ['A 类', 1],
      ['B 类', 1],
    ])
  })

  test('counts one person who came twice once', () => {
    const make = makerOf()
    const text = textOf([
      make('duty.arrived', arrivedData(), { at: at('07:12') }),
      make('duty.left', leftData({ mode: 'early' }), { at: at('07:25') }),
      make('duty.arrived', arrivedData(), { at: at('07:35') }),
    ])
    expect(text).toContain('到岗 1 人（队员 1）：张一 07:12–07:25，张一 07:35')
  })

  test('marks 补录, and drops it once the person’s own phone has told of the arrival', () => {
    const make = makerOf()
    const backfilled = make('duty.backfilled', backfilledData(), { author: '2001', at: at('09:00') })
    expect(textOf([backfilled])).toContain('到岗 1 人（协管员 1）：李二 07:15（补录）')
    const own = make('duty.arrived', arrivedData(), { author: '1002', at: at('07:11') })
    expect(textOf([backfilled, own]).split('\n')).toContain('到岗 1 人（协管员 1）：李二 07:11')
  })

  test('says that an arrival came more than 15 minutes late without calling the person absent', () => {
    const make = makerOf()
    const text = textOf([make('duty.arrived', arrivedData({ timeliness: 'absent' }), { at: at('07:40') })])
    expect(text).toContain('张一 07:40（超过15分钟到岗）')
    expect(text).not.toContain('缺岗')
  })

  test('of a patrol is called 巡查', () => {
    const make = makerOf()
    const shift = { ...morningSnapshot, session: 'patrol' as const, title: '示例路' }
    expect(textOf([make('duty.arrived', arrivedData({ basis: 'patrol', shift }))])).toContain('示例路 巡查小结')
  })
})
