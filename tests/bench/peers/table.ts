import type { Comparison } from './compare.ts'
import type { Figures } from './workloads/workload.ts'

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** One table of a workload, each contender with its ratios to the first one. */
export function toTable({ workload, rows, load }: Comparison): string {
  const { title, compared, repetitions } = workload
  const columns = Object.keys(rows[0]?.medians ?? {})
  const ratioOf = (medians: Figures, column: string): number =>
    (medians[column] ?? NaN) / (rows[0]?.medians[column] ?? NaN)
  const body = rows.map((row) =>
    line([
      row.title,
      ...columns.map((column) => digits(row.medians[column] ?? NaN)),
      ...compared.map((column) => `×${ratioOf(row.medians, column).toFixed(2)}`),
    ]),
  )
  return [
    `### ${title}`,
    '',
    `${repetitions} 次取中位，负载 ${load.toFixed(1)}。`,
    '',
    line(['', ...columns, ...compared.map((column) => `${column} 比`)]),
    line(['---', ...columns.map(() => '---:'), ...compared.map(() => '---:')]),
    ...body,
    '',
  ].join('\n')
}
