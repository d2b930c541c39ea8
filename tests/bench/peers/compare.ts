import { loadavg } from 'node:os'
import { percentile } from '../percentile.ts'
import type { Stand } from './stand.ts'
import type { Figures, Workload } from './workloads/workload.ts'

export interface Row {
  readonly title: string
  readonly medians: Figures
}

export interface Comparison {
  readonly workload: Workload
  readonly rows: readonly Row[]
  /** When the workload ended: absolute times mean little on a busy machine. */
  readonly load: number
}

function mediansOf(runs: readonly Figures[]): Figures {
  const columns = Object.keys(runs[0] ?? {})
  const median = (column: string): number =>
    percentile(
      runs.map((run) => run[column] ?? NaN),
      0.5,
    )
  return Object.fromEntries(columns.map((column) => [column, median(column)]))
}

/** Repetitions are interleaved, so that what else the machine does falls on all alike. */
export async function compare(workload: Workload, all: readonly Stand[]): Promise<Comparison> {
  const stands = all.filter((stand) => workload.takes(stand))
  for (const stand of stands) await workload.prepare(stand)
  const runs = new Map<Stand, Figures[]>(stands.map((stand) => [stand, []]))
  for (let repetition = 1; repetition <= workload.repetitions; repetition += 1)
    for (const stand of stands) {
      process.stderr.write(`${workload.title}: ${repetition}/${workload.repetitions} ${stand.contender.title}\n`)
      runs.get(stand)?.push(await workload.run(stand))
    }
  return {
    workload,
    rows: [...runs].map(([{ contender }, figures]) => ({ title: contender.title, medians: mediansOf(figures) })),
    load: loadavg()[0] ?? NaN,
  }
}
