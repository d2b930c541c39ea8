import { severities, type Severity } from '../casework/severity.ts'
import type { CheckItem } from './template.ts'

export interface FindingPrefill {
  readonly category: string | null
  readonly severity: Severity
  readonly authority: string | null
}

/** The inner zone: 0–50 m from the gate. */
const gateApron = 'Z0'

const oneStepLower = (severity: Severity): Severity => severities[severities.indexOf(severity) + 1] ?? severity

/** What a failed item already says of its finding; one step lower outside the gate apron, unless the item is starred. */
export function findingFromItem(item: CheckItem, zone: string | null): FindingPrefill {
  const severity = item.severity ?? 'hint'
  const isOuter = zone !== null && zone !== gateApron
  return {
    category: item.category,
    severity: isOuter && !item.starred ? oneStepLower(severity) : severity,
    authority: item.authority ?? null,
  }
}
