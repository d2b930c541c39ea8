import { cellOf, findHead } from '../tables/find-head.ts'
import { readDay } from '../tables/read-day.ts'
import { isEmptyRow, plainText, type Sheet } from '../tables/sheet.ts'
import { addDays, weekdayOf } from './local-day.ts'
import { isOff } from './roster-words.ts'

/** One duty as a table writes it; texts that nobody has judged yet. */
export interface RosterLine {
  /** Of the row in its sheet, from 1. */
  readonly line: number
  readonly text: string
  readonly date: string | null
  /** School, post and session, however they are spread over cells. */
  readonly place: string
  readonly people: string
  readonly lead: string
}

/** One row per shift, posts × days, or people × days. */
export type RosterShape = 'rows' | 'posts' | 'people'
export interface RosterSheet {
  readonly shape: RosterShape
  readonly lines: readonly RosterLine[]
}

const columns = {
  day: ['日期', '值班日期', '执勤日期', '上岗日期', '时间'],
  school: ['学校', '学校名称', '护学学校', '地点', '执勤地点', '点位'],
  post: ['岗位', '岗位名称', '校门', '位置', '点位名称'],
  session: ['时段', '班次', '班别', '类别'],
  people: ['人员', '值班人员', '护学人员', '执勤人员', '值岗人员', '队员', '姓名'],
  more: ['协管员', '辅助人员', '协管'],
  lead: ['带班', '带班人', '带班领导', '岗长', '负责人', '组长'],
} as const
const headWithinRows = 10
const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** A date as it is written, or the weekday (周一, 星期一) of the week that is looked at. */
function dayOfTitle(text: string, monday: string): string | null {
  const plain = plainText(text)
  const weekday = /^(?:周|星期|礼拜)([一二三四五六日天])$/.exec(plain)?.[1]
  if (weekday !== undefined) return addDays(monday, weekdays.indexOf(weekday === '天' ? '日' : weekday))
  return readDay(text, monday)
}

const textOf = (row: readonly string[]): string =>
  [...new Set(row.map((cell) => cell.trim()).filter((cell) => cell !== ''))].join(' ').slice(0, 200)

function readRows({ rows }: Sheet, near: string): RosterSheet | null {
  const head = findHead(rows, columns, (found) => found.has('day') && found.has('school') && found.has('people'))
  if (!head) return null
  const lines = rows.flatMap((row, index): readonly RosterLine[] => {
    if (index <= head.at || isEmptyRow(row)) return []
    const cell = (column: keyof typeof columns): string => cellOf(row, head, column)
    return [
      {
        line: index + 1,
        text: textOf(row),
        date: readDay(cell('day'), near),
        place: [cell('school'), cell('post'), cell('session')].join(' '),
        people: [cell('people'), cell('more')].filter((each) => !isOff(each)).join('、'),
        lead: cell('lead'),
      },
    ]
  })
  return { shape: 'rows', lines }
}

interface GridHead {
  readonly at: number
  readonly days: ReadonlyMap<number, string>
}

function findDays(rows: Sheet['rows'], monday: string): GridHead | null {
  for (const [at, row] of rows.slice(0, headWithinRows).entries()) {
    const days = row.map((cell, column) => [column, dayOfTitle(cell, monday)] as const)
    const found = new Map(days.flatMap(([column, day]) => (day === null ? [] : [[column, day] as const])))
    if (new Set(found.values()).size > 1) return { at, days: found }
  }
  return null
}

/** Dates in one line and weekdays below it are one head. */
const isSecondHead = (row: readonly string[], { days }: GridHead): boolean =>
  [...days].every(([column, day]) => {
    const weekday = /^(?:周|星期)?([一二三四五六日天])$/.exec(plainText(row[column] ?? ''))?.[1]
    return weekday !== undefined && weekdays.indexOf(weekday === '天' ? '日' : weekday) + 1 === weekdayOf(day)
  })

const nameTitles = ['姓名', '人员', '队员', '队员姓名']
/** Columns that count the rows, or tell what nobody asked for. */
const besideTitles = /^(序号|编号|工号|职务|岗位类别|电话|联系电话|备注|合计)$/

function readGrid({ rows }: Sheet, monday: string): RosterSheet | null {
  const head = findDays(rows, monday)
  if (!head) return null
  const titles = rows[head.at] ?? []
  const name = titles.findIndex((title) => nameTitles.includes(plainText(title)))
  const first = Math.min(...head.days.keys())
  const isPlace = (_: string, column: number): boolean =>
    column < first && !besideTitles.test(plainText(titles[column] ?? ''))
  const lines = rows.flatMap((row, index): readonly RosterLine[] => {
    if (index <= head.at || isEmptyRow(row) || (index === head.at + 1 && isSecondHead(row, head))) return []
    const own = name >= 0 ? (row[name] ?? '') : row.filter(isPlace).join(' ')
    const cells = [...head.days].filter(([column]) => !isOff(row[column] ?? ''))
    return cells.flatMap(([column, date]): readonly RosterLine[] => {
      const cell = row[column] ?? ''
      const about = { line: index + 1, date, lead: '' }
      if (name < 0) return [{ ...about, text: `${textOf([own])} ${cell}`, place: own, people: cell }]
      // Two duties of one person on one day, each on its line.
      return cell
        .split(/[\n;；、，,]+/)
        .filter((place) => !isOff(place))
        .map((place) => ({ ...about, text: `${own} ${place}`, place, people: own }))
    })
  })
  return { shape: name >= 0 ? 'people' : 'posts', lines }
}

/** The duties of a sheet in the order of its rows; null where it is no roster of a kind that is known. */
export const readRosterSheet = (sheet: Sheet, monday: string): RosterSheet | null =>
  readRows(sheet, monday) ?? readGrid(sheet, monday)
