import type { Disposition } from '../../../domain/casework/disposition.ts'
import type { Severity } from '../../../domain/casework/severity.ts'
import type { Fix } from '../../../domain/place/point.ts'

/** What is being typed about one finding; plain JSON. */
export interface FindingDraft {
  shiftId: string
  schoolId: string
  postId: string
  streetId: string
  /** The failed checklist item that opened it; null when started by hand. */
  origin: { templateId: string; templateVersion: number; itemId: string } | null
  authority: string
  category: string
  severity: Severity
  /** Once a person chose, no prefill touches it again. */
  severityChosen: boolean
  zone: string
  fix: Fix | null
  placeText: string
  placeChosen: boolean
  note: string
  onSite: boolean
  disposition: Disposition
}

export const emptyFinding = (): FindingDraft => ({
  shiftId: '',
  schoolId: '',
  postId: '',
  streetId: '',
  origin: null,
  authority: '',
  category: '',
  severity: 'general',
  severityChosen: false,
  zone: '',
  fix: null,
  placeText: '',
  placeChosen: false,
  note: '',
  onSite: false,
  disposition: 'PERSUADE',
})
