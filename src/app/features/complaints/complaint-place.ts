import type { CasePlace } from '../../../domain/casework/case-entries.ts'
import type { SchoolId, StreetId } from '../../../domain/ids.ts'
import type { Fix } from '../../../domain/place/point.ts'

/** Where a complaint is said to be, as the form has it. */
export interface ComplaintPlace {
  readonly text: string
  /** Pointed at on the map; null where nobody has. */
  readonly fix: Fix | null
  readonly streetId: StreetId | ''
  readonly schoolId: SchoolId | ''
}

export const noPlace: ComplaintPlace = { text: '', fix: null, streetId: '', schoolId: '' }

/** The same as a record has it. */
export const casePlaceOf = ({ text, fix, streetId, schoolId }: ComplaintPlace): CasePlace => ({
  fix,
  text: text.trim(),
  ...(streetId ? { streetId } : {}),
  ...(schoolId ? { schoolId } : {}),
})
