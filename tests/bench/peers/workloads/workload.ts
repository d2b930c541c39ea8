import type { Stand } from '../stand.ts'

/** What one repetition of a workload gave, by the name of the column. */
export type Figures = Readonly<Record<string, number>>

export interface Workload {
  readonly title: string
  /** The columns whose ratios to the first contender are printed; smaller is better. */
  readonly compared: readonly string[]
  readonly repetitions: number
  takes(stand: Stand): boolean
  /** Once for each contender, before the repetitions. */
  prepare(stand: Stand): Promise<void>
  run(stand: Stand): Promise<Figures>
}

/** A figure of a contender that lost or doubled something is worth nothing. */
export function assertArrived(what: string, wanted: number, arrived: number): void {
  if (arrived !== wanted) throw new Error(`${what}: ${arrived} arrived of ${wanted}.`)
}
