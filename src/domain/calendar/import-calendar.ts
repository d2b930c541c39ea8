import { addDays } from '../duty/local-day.ts'
import { cellOf, findHead, type Head } from '../tables/find-head.ts'
import { readDay, readDayRange, type DayRange } from '../tables/read-day.ts'
import { isEmptyRow, plainText, type Sheet } from '../tables/sheet.ts'
import { markDay, markOf } from './edit-calendar.ts'
import type { CalendarDocument, SchoolBreak } from './working-calendar.ts'

export type CalendarFault = 'noDay' | 'backwards' | 'tooLong' | 'noKind' | 'unclearKind' | 'twice'

export interface FaultyCalendarRow {
  readonly line: number
  readonly text: string
  readonly fault: CalendarFault
}

export interface ImportedCalendar {
  readonly days: readonly { readonly date: string; readonly mark: 'holiday' | 'workday'; readonly name: string }[]
  readonly breaks: readonly SchoolBreak[]
  readonly faulty: readonly FaultyCalendarRow[]
}

const columns = {
  day: ['日期', '放假日期', '日期范围', '时间', '起止日期'],
  from: ['开始日期', '起始日期', '开始', '起'],
  to: ['结束日期', '截止日期', '结束', '止'],
  kind: ['类型', '性质', '安排', '状态', '类别'],
  name: ['名称', '节日', '节假日', '节日名称', '说明', '备注'],
} as const
type Column = keyof typeof columns
type Kind = 'holiday' | 'workday' | 'break'

/** 调休 alone is none of them: in one notice it is the day off, in the next the day that is worked for it. */
const kinds: Readonly<Record<Kind, readonly string[]>> = {
  holiday: ['放假', '休', '假', '休息', '节假日', '法定节假日', '假期', '假日', '非工作日', '放假调休'],
  workday: ['上班', '班', '调休上班', '补班', '补上班', '工作日', '调班', '加班'],
  break: ['寒假', '暑假', '学校放假', '学校假期', '停课', '考试停课', '春假', '秋假'],
}

const mostDays: Readonly<Record<Kind, number>> = { holiday: 31, workday: 31, break: 100 }

const kindOf = (text: string): Kind | null =>
  (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].includes(plainText(text))) ?? null

function rangeOf(row: readonly string[], head: Head<Column>, near: string): DayRange | null {
  const day = cellOf(row, head, 'day')
  if (day !== '') return readDayRange(day, near)
  const from = readDay(cellOf(row, head, 'from'), near)
  if (from === null) return null
  const last = cellOf(row, head, 'to')
  const to = last === '' ? from : readDay(last, from)
  return to === null ? null : { from, to }
}

function daysOf({ from, to }: DayRange): readonly string[] {
  const days: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date)
  return days
}

type Understood = { readonly kind: Kind; readonly name: string; readonly range: DayRange }

function readRow(row: readonly string[], head: Head<Column>, near: string): Understood | CalendarFault {
  const range = rangeOf(row, head, near)
  if (range === null) return 'noDay'
  if (range.to < range.from) return 'backwards'
  const written = cellOf(row, head, 'kind')
  if (written === '') return 'noKind'
  const kind = kindOf(written)
  if (kind === null) return 'unclearKind'
  if (daysOf(range).length > mostDays[kind]) return 'tooLong'
  const name = cellOf(row, head, 'name').slice(0, 40)
  return { kind, range, name: name === '' && kind === 'break' ? written : name }
}

/** What a file says of the year, and every row that was not understood; null where no row names the columns. */
export function importCalendar(sheet: Sheet, near: string): ImportedCalendar | null {
  const head = findHead(sheet.rows, columns, (found) => found.has('kind') && (found.has('day') || found.has('from')))
  if (!head) return null
  const days = new Map<string, ImportedCalendar['days'][number]>()
  const breaks: SchoolBreak[] = []
  const faulty: FaultyCalendarRow[] = []
  for (const [index, row] of sheet.rows.entries()) {
    if (index <= head.at || isEmptyRow(row)) continue
    const read = readRow(row, head, near)
    const dates = typeof read === 'string' || read.kind === 'break' ? [] : daysOf(read.range)
    const fault = typeof read === 'string' ? read : dates.some((date) => days.has(date)) ? 'twice' : null
    if (fault !== null || typeof read === 'string')
      faulty.push({
        line: index + 1,
        text: row.filter((cell) => cell.trim() !== '').join(' '),
        fault: fault ?? 'noDay',
      })
    else if (read.kind === 'break') breaks.push({ ...read.range, name: read.name })
    else for (const date of dates) days.set(date, { date, mark: read.kind, name: read.name })
  }
  return { days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1)), breaks, faulty }
}

const yearOf = (date: string): string => date.slice(0, 4)
/** 元旦 may begin in the year before: the last days of December alone are no notice for their year. */
const newYearFrom = '12-25'

/** The years that an import speaks of, apart: a table of 寒暑假 says nothing of holidays, and the other way round. */
export const importedYears = ({ days, breaks }: ImportedCalendar) => ({
  days: [...new Set(days.filter(({ date }) => date.slice(5) < newYearFrom).map(({ date }) => yearOf(date)))].sort(),
  breaks: [...new Set(breaks.map(({ from }) => yearOf(from)))].sort(),
})

/** The calendar with what the file speaks of as the file has it, whole years of it, and everything else as it was. */
export function withImported(calendar: CalendarDocument, imported: ImportedCalendar): CalendarDocument {
  const years = importedYears(imported)
  const replaced = [...calendar.holidays, ...calendar.workdays].filter((date) => years.days.includes(yearOf(date)))
  const cleared = replaced.reduce((each, date) => markDay(each, date, 'plain'), calendar)
  const marked = imported.days.reduce((each, { date, mark, name }) => markDay(each, date, mark, name), cleared)
  const kept = (calendar.breaks ?? []).filter(({ from }) => !years.breaks.includes(yearOf(from)))
  return { ...marked, breaks: [...kept, ...imported.breaks] }
}

/** How many days an import would change; 0 says that the calendar has all of it already. */
export const changedDays = (before: CalendarDocument, after: CalendarDocument): number =>
  [...new Set([...before.holidays, ...before.workdays, ...after.holidays, ...after.workdays])].filter(
    (date) => markOf(before, date) !== markOf(after, date) || before.names?.[date] !== after.names?.[date],
  ).length
