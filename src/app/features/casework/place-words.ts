import type { CasePlace } from '../../../domain/casework/case-entries.ts'

/** Away from every school and street nobody has a name for it: its coordinates then; '' where they are not known either. */
export const placeWords = ({ text, fix }: Pick<CasePlace, 'text' | 'fix'>): string =>
  text || (fix ? `${fix.lat.toFixed(6)}, ${fix.lng.toFixed(6)}` : '')
