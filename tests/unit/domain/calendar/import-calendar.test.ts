import { describe, expect, test } from 'vitest'
import { emptyCalendar, markDay, markOf } from '../../../../src/domain/calendar/edit-calendar.ts'
import { changedDays, importCalendar, withImported } from '../../../../src/domain/calendar/import-calendar.ts'
import { isWorkday } from '../../../../src/domain/calendar/working-calendar.ts'
import { must } from '../../../../src/lib/must.ts'

const sheetOf = (...rows: string[][]) => ({ name: '放假安排', rows: [['日期', '类型', '名称'], ...rows] })
const read = (...rows: string[][]) => must(importCalendar(sheetOf(...rows), '2026-01-01'), 'the head is there')

describe('a file of holidays', () => {
  test('gives each day of a range its mark and its name', () => {
    expect(read(['10月1日至3日', '放假', '国庆节'], ['2026/9/20', '调休上班', '国庆节']).days).toEqual([
      { date: '2026-09-20', mark: 'workday', name: '国庆节' },
      { date: '2026-10-01', mark: 'holiday', name: '国庆节' },
      { date: '2026-10-02', mark: 'holiday', name: '国庆节' },
      { date: '2026-10-03', mark: 'holiday', name: '国庆节' },
    ])
  })

  test('may have its days in two columns', () => {
    const rows = [
      ['名称', '开始日期', '结束日期', '类型'],
      ['暑假', '2026-07-05', '2026-08-31', '暑假'],
    ]
    expect(importCalendar({ name: '', rows }, '2026-01-01')?.breaks).toEqual([
      { from: '2026-07-05', to: '2026-08-31', name: '暑假' },
    ])
  })

  test.each([
    [['国庆', '放假'], 'noDay'],
    [['10月7日至10月1日', '放假'], 'backwards'],
    [['1月1日至3月1日', '放假'], 'tooLong'],
    [['10月1日', ''], 'noKind'],
    [['10月1日', '调休'], 'unclearKind'],
  ])('%j is not understood: %s', (row, fault) => {
    expect(read(['2026-05-01', '休'], row).faulty).toEqual([{ line: 3, text: row.filter(Boolean).join(' '), fault }])
  })

  test('that says a day twice is not taken at its second word', () => {
    const { days, faulty } = read(['10月1日', '放假'], ['10月1日', '上班'])
    expect(days.map(({ mark }) => mark)).toEqual(['holiday'])
    expect(faulty).toMatchObject([{ line: 3, fault: 'twice' }])
  })

  test('is the whole truth of its years and says nothing of others', () => {
    const before = ['2025-10-01', '2026-01-01', '2026-05-01'].reduce(
      (calendar, date) => markDay(calendar, date, 'holiday', '节'),
      emptyCalendar,
    )
    const after = withImported(before, read(['2026-05-01', '放假', '节'], ['2026-05-09', '上班', '劳动节']))
    expect([after.holidays, after.workdays]).toEqual([['2025-10-01', '2026-05-01'], ['2026-05-09']])
    expect(after.names).toEqual({ '2025-10-01': '节', '2026-05-01': '节', '2026-05-09': '劳动节' })
    expect(changedDays(before, after)).toBe(2)
    expect(
      changedDays(after, withImported(after, read(['2026-05-01', '放假', '节'], ['2026-05-09', '上班', '劳动节']))),
    ).toBe(0)
  })

  const year2026 = {
    ...markDay(emptyCalendar, '2026-10-01', 'holiday', '国庆节'),
    breaks: [{ from: '2026-07-05', to: '2026-08-31', name: '暑假' }],
  }

  test('of school breaks alone leaves the holidays, and one of holidays alone the breaks', () => {
    const winter = { from: '2026-01-20', to: '2026-02-10', name: '寒假' }
    const ofBreaks = withImported(year2026, read(['1月20日至2月10日', '寒假', '']))
    expect([ofBreaks.holidays, ofBreaks.breaks]).toEqual([['2026-10-01'], [winter]])
    const ofDays = withImported(year2026, read(['2026-05-01', '放假', '劳动节']))
    expect([ofDays.holidays, ofDays.breaks]).toEqual([['2026-05-01'], year2026.breaks])
  })

  test('of the next year whose 元旦 begins in December leaves this year as it is', () => {
    const { holidays } = withImported(
      year2026,
      read(['2026年12月31日至2027年1月2日', '放假', '元旦'], ['2027-05-01', '放假', '劳动节']),
    )
    expect(holidays).toEqual(['2026-10-01', '2026-12-31', '2027-01-01', '2027-01-02', '2027-05-01'])
  })

  test('without a column of kinds is none', () => {
    expect(importCalendar({ name: '', rows: [['日期', '姓名']] }, '2026-01-01')).toBeNull()
  })
})

describe('a day of the calendar', () => {
  test('is off or worked, never both', () => {
    const off = markDay(emptyCalendar, '2026-11-28', 'holiday')
    const worked = markDay(off, '2026-11-28', 'workday', '补班')
    expect([markOf(off, '2026-11-28'), markOf(worked, '2026-11-28')]).toEqual(['holiday', 'workday'])
    expect([worked.holidays, isWorkday(worked, '2026-11-28')]).toEqual([[], true])
    expect(markDay(worked, '2026-11-28', 'plain')).toEqual({ ...emptyCalendar, names: {} })
  })
})
