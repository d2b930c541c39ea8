import { ledgerLimits } from '../../protocol/limits.ts'
import { Problem } from '../problem.ts'

const dayMs = 24 * 60 * 60_000

function refuse(limit: number): never {
  throw new Problem('request/too-large', 'More than one file holds: narrow the filter, or take CSV.', {
    params: { limit: String(limit) },
  })
}

/** Throws `request/too-large` past what one Excel file holds, with `params.limit`. */
export function refuseTooManyLines(lines: number): void {
  if (lines > ledgerLimits.excelLines) refuse(ledgerLimits.excelLines)
}

/**
 * How many days a ledger from one local date to another covers, both included.
 *
 * Throws `request/malformed` where it ends before it begins, `request/too-large` past a year.
 */
export function daysOfLedger(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1) throw new Problem('request/malformed', 'The period ends before it begins.')
  if (days > ledgerLimits.dutyDays) refuse(ledgerLimits.dutyDays)
  return days
}
