import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOfHistory } from './code-of-history.ts'
import type { Played } from './worker.ts'

const folder = fileURLToPath(new URL('../../.cache/simulation', import.meta.url))

/** How many histories of this very code were played; survives every end of the process. */
export interface Tally {
  readonly code: string
  readonly steps: number
  /** Every seed up to this one was played. */
  doneUpTo: number
  /** Those above it that were, by the other workers. */
  doneBeyond: number[]
  readonly failedSeeds: number[]
  cpuMs: number
}

/** The tally of the code as it is: another code begins its own. */
export function loadTally(steps: number): Tally {
  const code = codeOfHistory()
  const path = pathOf(code, steps)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Tally
  return { code, steps, doneUpTo: 0, doneBeyond: [], failedSeeds: [], cpuMs: 0 }
}

const pathOf = (code: string, steps: number): string => join(folder, `${code}-${steps}.json`)

export const countOf = ({ doneUpTo, doneBeyond }: Tally): number => doneUpTo + doneBeyond.length

/** Notes one seed; the file is replaced whole, so that a kill leaves the count before or after it. */
export function noteSeed(tally: Tally, { seed, violations, cpuMs }: Played): void {
  tally.doneBeyond.push(seed)
  tally.cpuMs += Math.round(cpuMs)
  if (violations.length > 0) tally.failedSeeds.push(seed)
  while (tally.doneBeyond.includes(tally.doneUpTo + 1)) {
    tally.doneUpTo += 1
    tally.doneBeyond = tally.doneBeyond.filter((done) => done > tally.doneUpTo)
  }
  mkdirSync(folder, { recursive: true })
  const path = pathOf(tally.code, tally.steps)
  writeFileSync(`${path}.new`, JSON.stringify(tally))
  renameSync(`${path}.new`, path)
}
