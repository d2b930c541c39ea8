import type { JournalRow } from '../../../device/database/rows.ts'

/** One line of 我的记录: a record, or a run of taps on the same counter. */
export interface RecordLine {
  readonly key: string
  readonly newest: JournalRow
  /** How many records the line stands for. */
  readonly count: number
}

export interface RecordDay {
  /** YYYY-MM-DD in the bureau's time zone. */
  readonly date: string
  readonly lines: readonly RecordLine[]
}

const runKey = (row: JournalRow): string =>
  row.kind === 'duty.tallied' ? `${row.subjects[0]}/${String(row.entry.data['counter'])}/${row.sendState}` : row.id

/** Rows newest first → days newest first, where taps on one counter that follow each other share a line. */
export function recordDays(rows: readonly JournalRow[], dateOf: (ms: number) => string): readonly RecordDay[] {
  const days: { date: string; lines: RecordLine[] }[] = []
  for (const row of rows) {
    const date = dateOf(row.atMs)
    let day = days[days.length - 1]
    if (!day || day.date !== date) days.push((day = { date, lines: [] }))
    const last = day.lines[day.lines.length - 1]
    const key = runKey(row)
    if (last?.key === key) day.lines[day.lines.length - 1] = { ...last, count: last.count + 1 }
    else day.lines.push({ key, newest: row, count: 1 })
  }
  return days
}
