import type { CaseCategory } from '../casework/category.ts'
import { localDate, localTimeToMs } from '../duty/local-day.ts'
import { cellOf, findHead, type Head } from '../tables/find-head.ts'
import { readDay } from '../tables/read-day.ts'
import { isEmptyRow, plainText, type Sheet } from '../tables/sheet.ts'
import type { ComplaintSource } from './complaint-entries.ts'
import { dialable } from './dialable.ts'

export type ComplaintFault = 'noWords' | 'noTime' | 'notYet' | 'noPlace' | 'noSource' | 'tooLong' | 'twice'

export interface FaultyComplaintRow {
  readonly line: number
  readonly text: string
  readonly fault: ComplaintFault
}

/** One line of a hotline's own table, as far as it was understood. */
export interface ImportedComplaint {
  readonly line: number
  readonly source: ComplaintSource
  readonly sourceNo: string
  readonly receivedAtMs: number
  readonly words: string
  readonly placeText: string
  readonly name: string
  readonly phone: string
  /** By the label of its 小类; null where the table says none that the bureau has. */
  readonly category: Pick<CaseCategory, 'slug' | 'label'> | null
}

export interface ImportedComplaints {
  readonly complaints: readonly ImportedComplaint[]
  readonly faulty: readonly FaultyComplaintRow[]
}

const columns = {
  sourceNo: ['工单编号', '工单号', '受理编号', '诉求编号', '投诉编号', '编号', '件号'],
  source: ['来源', '诉求来源', '受理渠道', '渠道'],
  time: ['受理时间', '来电时间', '投诉时间', '反映时间', '派单时间', '接收时间', '时间', '日期'],
  words: ['诉求内容', '投诉内容', '反映内容', '来电内容', '问题描述', '内容'],
  place: ['地点', '事发地点', '地址', '事发地址', '位置', '发生地点'],
  name: ['反映人', '投诉人', '来电人', '诉求人', '姓名', '联系人'],
  phone: ['联系电话', '来电号码', '联系方式', '电话', '手机'],
  category: ['小类', '问题类别', '诉求类别', '类别', '类型', '分类'],
} as const
type Column = keyof typeof columns

/** In the order in which they are looked for: 12345 热线转信访 is the hotline's. */
const sourceWords: readonly (readonly [ComplaintSource, readonly string[]])[] = [
  ['hotline12345', ['12345', '市长热线', '政务热线', '便民热线']],
  ['hotline12319', ['12319', '城管热线']],
  ['petition', ['信访', '来信']],
  ['wechat', ['微信', '公众号', '小程序']],
  ['forum', ['论坛', '网络', '网民', '贴吧']],
  ['media', ['媒体', '报纸', '电视', '记者']],
  ['leader', ['领导', '交办', '督办']],
  ['visit', ['来访', '上门', '接访']],
]

const mostWords = 2_000
const mostPlaceSigns = 200

const sourceOf = (text: string): ComplaintSource | null =>
  sourceWords.find(([, words]) => words.some((word) => text.includes(word)))?.[0] ?? null

/** 2026-11-20 08:15, 2026/11/20 8:15:00, 2026年11月20日; a day alone begins with the office, today no later than now. */
function readMoment(text: string, { nowMs, timeZone }: Pick<Around, 'nowMs' | 'timeZone'>): number | null {
  const today = localDate(nowMs, timeZone)
  const clock = /(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?\s*$/.exec(text.trim())
  const date = readDay(clock ? text.slice(0, clock.index).replace(/T\s*$/, '') : text, today)
  if (date === null) return null
  const [hours, minutes] = clock ? [Number(clock[1]), Number(clock[2])] : [8, 0]
  if (hours > 23 || minutes > 59) return null
  const ms = localTimeToMs(date, `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`, timeZone)
  return clock === null && date === today ? Math.min(ms, nowMs) : ms
}

interface Around {
  readonly head: Head<Column>
  readonly nowMs: number
  readonly timeZone: string
  readonly categories: readonly CaseCategory[]
  /** What the sheet or the file calls itself, for tables that have no column of it. */
  readonly title: string
  /** What whoever takes it in says of lines that name no source themselves. */
  readonly otherSource?: ComplaintSource | undefined
}

function categoryOf(text: string, categories: readonly CaseCategory[]): ImportedComplaint['category'] {
  const wanted = plainText(text)
  const found = wanted === '' ? undefined : categories.find(({ label }) => plainText(label) === wanted)
  return found ? { slug: found.slug, label: found.label } : null
}

function readRow(row: readonly string[], line: number, around: Around): ImportedComplaint | ComplaintFault {
  const { head, nowMs, categories, title, otherSource } = around
  const cell = (column: Column): string => cellOf(row, head, column)
  const source = sourceOf(cell('source')) ?? sourceOf(title) ?? otherSource
  const receivedAtMs = readMoment(cell('time'), around)
  const words = cell('words')
  const placeText = cell('place')
  if (words === '') return 'noWords'
  if (words.length > mostWords || placeText.length > mostPlaceSigns) return 'tooLong'
  if (receivedAtMs === null) return 'noTime'
  if (receivedAtMs > nowMs) return 'notYet'
  if (placeText === '') return 'noPlace'
  if (!source) return 'noSource'
  return {
    line,
    source,
    sourceNo: cell('sourceNo').slice(0, 60),
    receivedAtMs,
    words,
    placeText,
    name: cell('name').slice(0, 40),
    phone: dialable(cell('phone')).slice(0, 30),
    category: categoryOf(cell('category'), categories),
  }
}

/** What a hotline's table says, and every row that was not understood; null where no row names the columns. */
export function importComplaints(
  sheet: Sheet,
  {
    nowMs,
    timeZone,
    categories,
    otherSource,
    fileName,
  }: Omit<Around, 'head' | 'title'> & { readonly fileName: string },
): ImportedComplaints | null {
  const head = findHead(sheet.rows, columns, (found) => found.has('words') && found.has('time') && found.has('place'))
  if (!head) return null
  const title = `${sheet.name}${sheet.rows.slice(0, head.at).flat().join('')}${fileName}`
  const complaints: ImportedComplaint[] = []
  const faulty: FaultyComplaintRow[] = []
  const numbers = new Set<string>()
  for (const [index, row] of sheet.rows.entries()) {
    if (index <= head.at || isEmptyRow(row)) continue
    const read = readRow(row, index + 1, { head, nowMs, timeZone, categories, title, otherSource })
    const isTwice = typeof read !== 'string' && read.sourceNo !== '' && numbers.has(read.sourceNo)
    const fault = typeof read === 'string' ? read : isTwice ? 'twice' : null
    if (typeof read === 'string' || fault !== null)
      faulty.push({
        line: index + 1,
        text: row.filter((each) => each.trim() !== '').join(' '),
        fault: fault ?? 'noWords',
      })
    else {
      complaints.push(read)
      numbers.add(read.sourceNo)
    }
  }
  return { complaints, faulty }
}
