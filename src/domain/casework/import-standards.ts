import { cellOf, findHead, type Head } from '../tables/find-head.ts'
import { isEmptyRow, plainText, type Sheet } from '../tables/sheet.ts'
import type { CaseCategory, TimeLimit } from './category.ts'
import { readLimits } from './read-limit.ts'

export type StandardFault = 'noClass' | 'noLimit' | 'unclearLimit' | 'tooLong' | 'noCondition' | 'twice'

export interface FaultyStandardRow {
  readonly sheet: string
  readonly line: number
  readonly text: string
  readonly fault: StandardFault
}

/** One 小类 as a bureau's standard has it: each condition with its own limit. */
export interface StandardClass {
  readonly type: 'component' | 'event'
  readonly majorLabel: string
  readonly gbCode: string
  readonly label: string
  readonly responsible: string
  readonly limits: readonly TimeLimit[]
}

export interface ImportedStandards {
  readonly classes: readonly StandardClass[]
  readonly understoodRows: number
  readonly faulty: readonly FaultyStandardRow[]
  /** Columns that were read and left: 法律法规 and the like. */
  readonly leftColumns: readonly string[]
  /** Sheets that hold no standard, and why. */
  readonly leftSheets: readonly { readonly name: string; readonly reason: 'noColumns' | 'noType' }[]
}

const columns = {
  majorCode: ['大类代码', '大类编码', '大类编号'],
  major: ['大类名称', '大类', '类别名称', '类别'],
  minorCode: ['小类代码', '小类编码', '小类编号', '代码', '编码'],
  minor: ['小类名称', '小类', '名称', '部件名称', '事件名称'],
  condition: ['立案条件', '立案标准', '立案情形', '问题描述'],
  limit: ['处置时限', '处理时限', '处置时间', '办理时限', '完成时限', '时限'],
  closing: ['结案条件', '结案标准', '结案要求', '处置标准'],
  responsible: ['责任主体', '责任单位', '处置单位', '主责部门', '责任部门'],
} as const
type Column = keyof typeof columns

const isEnough = (found: ReadonlyMap<Column, number>): boolean =>
  found.has('minor') && found.has('condition') && found.has('limit')

/** A condition is a sentence; a page of it is another column. */
const mostSigns = 300
const mostLabelSigns = 40

/** 部件 or 事件, as the sheet, its title or the file calls itself; null where it says both or neither. */
function typeOf({ name, rows }: Sheet, headAt: number, fileName: string): StandardClass['type'] | null {
  const above = rows.slice(0, headAt).flat().join('')
  for (const text of [name, above, fileName]) {
    const [isComponent, isEvent] = [text.includes('部件'), text.includes('事件')]
    if (isComponent !== isEvent) return isComponent ? 'component' : 'event'
  }
  return null
}

/** What a merged cell says, it says for all rows that it covers; so does one that is written once above its rows. */
interface Carried {
  readonly majorCode: string
  readonly major: string
  readonly minorCode: string
  readonly minor: string
  readonly responsible: string
}
const nothingCarried: Carried = { majorCode: '', major: '', minorCode: '', minor: '', responsible: '' }

function carry(row: readonly string[], head: Head<Column>, above: Carried): Carried {
  const own = (column: Column): string => cellOf(row, head, column)
  const isNewMajor = own('majorCode') !== '' || own('major') !== ''
  const isNewMinor = own('minorCode') !== '' || own('minor') !== ''
  const from =
    isNewMinor || (isNewMajor && own('major') !== above.major)
      ? { ...above, minorCode: '', minor: '', responsible: '' }
      : above
  return {
    majorCode: own('majorCode') || from.majorCode,
    major: own('major') || from.major,
    minorCode: own('minorCode') || from.minorCode,
    minor: own('minor') || from.minor,
    responsible: own('responsible') || from.responsible,
  }
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** 01 and 01 are 0101; a bureau that writes 0101 in one column means the same. */
const codeOf = ({ majorCode, minorCode }: Carried): string =>
  plainText(minorCode).length > 2 ? plainText(minorCode) : plainText(majorCode) + plainText(minorCode)

function readRow(row: readonly string[], head: Head<Column>, carried: Carried): readonly TimeLimit[] | StandardFault {
  if (carried.minor === '') return 'noClass'
  const [condition, closing] = [tidy(cellOf(row, head, 'condition')), tidy(cellOf(row, head, 'closing'))]
  if ([condition, closing].some((text) => text.length > mostSigns) || carried.minor.length > mostLabelSigns)
    return 'tooLong'
  const written = cellOf(row, head, 'limit')
  if (written === '') return 'noLimit'
  const limits = readLimits(written, /[(（](.*?)[)）]/.exec(head.titleOf.get('limit') ?? '')?.[1])
  if (limits === null) return 'unclearLimit'
  if (condition === '' && limits.length > 1) return 'noCondition'
  return limits.map((limit) => {
    const full = [condition, limit.condition].filter((part) => part !== undefined && part !== '').join('；')
    return { ...limit, ...(full === '' ? {} : { condition: full }), ...(closing === '' ? {} : { closing }) }
  })
}

/** A class that has a condition already cannot have it with another limit, nor one for everything else beside it. */
const contradicts = (known: readonly TimeLimit[], added: readonly TimeLimit[]): StandardFault | null => {
  if (added.some((limit) => known.some(({ condition }) => condition === limit.condition))) return 'twice'
  const isOpen = (limit: TimeLimit): boolean => limit.condition === undefined
  return known.length > 0 && [...known, ...added].some(isOpen) ? 'noCondition' : null
}

interface Collected {
  readonly classes: Map<string, StandardClass>
  /** How many rows each class was read from. */
  readonly rowsOf: Map<string, number>
  readonly faulty: FaultyStandardRow[]
  /** Classes with a row that was not understood: half of their limits must not take the place of all. */
  readonly broken: Set<string>
}

function readSheet(sheet: Sheet, head: Head<Column>, type: StandardClass['type'], into: Collected): void {
  let carried = nothingCarried
  for (const [index, row] of sheet.rows.entries()) {
    if (index <= head.at || isEmptyRow(row)) continue
    carried = carry(row, head, carried)
    const label = tidy(carried.minor)
    const key = `${type}/${plainText(label)}`
    const known = into.classes.get(key)
    const read = readRow(row, head, carried)
    const fault = typeof read === 'string' ? read : contradicts(known?.limits ?? [], read)
    if (fault !== null || typeof read === 'string') {
      const text = row
        .map(tidy)
        .filter((cell) => cell !== '')
        .join(' ｜ ')
      into.faulty.push({ sheet: sheet.name, line: index + 1, text: text.slice(0, 200), fault: fault ?? 'noClass' })
      if (label !== '') into.broken.add(key)
      continue
    }
    into.rowsOf.set(key, (into.rowsOf.get(key) ?? 0) + 1)
    const facts = {
      type,
      label,
      majorLabel: tidy(carried.major),
      gbCode: codeOf(carried),
      responsible: tidy(carried.responsible),
    }
    into.classes.set(key, { ...(known ?? facts), limits: [...(known?.limits ?? []), ...read] })
  }
}

/**
 * What a bureau's 立案处置结案标准 says, sheet by sheet, and every row that was not understood, with its reason.
 *
 * A class is taken with all its rows or not at all.
 * Pure: nothing is changed by it. The order of the columns does not matter, nor do titles above them.
 */
export function importStandards(sheets: readonly Sheet[], fileName: string): ImportedStandards {
  const collected: Collected = { classes: new Map(), rowsOf: new Map(), faulty: [], broken: new Set() }
  const leftColumns = new Set<string>()
  const leftSheets: { name: string; reason: 'noColumns' | 'noType' }[] = []
  for (const sheet of sheets) {
    const head = findHead(sheet.rows, columns, isEnough)
    const type = head && typeOf(sheet, head.at, fileName)
    if (!head || !type) {
      if (!sheet.rows.every(isEmptyRow)) leftSheets.push({ name: sheet.name, reason: head ? 'noType' : 'noColumns' })
      continue
    }
    head.others.forEach((title) => leftColumns.add(title))
    readSheet(sheet, head, type, collected)
  }
  const { classes, rowsOf, faulty, broken } = collected
  const whole = [...classes].filter(([key]) => !broken.has(key))
  return {
    classes: whole.map(([, found]) => found),
    understoodRows: whole.reduce((sum, [key]) => sum + (rowsOf.get(key) ?? 0), 0),
    faulty,
    leftColumns: [...leftColumns],
    leftSheets,
  }
}

/** The type of a category that a class may replace: its own, or one of the bureau's local additions. */
export const isSameClass = (row: CaseCategory, { label, type }: StandardClass): boolean =>
  plainText(row.label) === plainText(label) && (row.type === type || row.type === 'local')
