import type { CaseReported } from '../../src/domain/casework/case-entries.ts'
import type { PhotoRole } from '../../src/domain/casework/photo-rule.ts'
import type { PartId, Sha256 } from '../../src/domain/ids.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import { at } from './entry-maker.ts'

export const reportedData = (facts: Partial<CaseReported> = {}): CaseReported => ({
  category: 'street.mobileVendor',
  categoryLabel: '无照经营游商',
  severity: 'major',
  place: { fix: null, text: '示例一小东门' },
  note: '',
  photoRule: '1',
  ...facts,
})

/** A photo as an entry names it; `n` makes it another one. */
export const photoRef = (role: PhotoRole, n = 1, takenAt = at('07:20')): PhotoRef => ({
  kind: 'photo',
  partId: `00000000-0000-7000-9000-${String(n).padStart(12, '0')}` as PartId,
  sha256: String(n).padStart(64, '0') as Sha256,
  sizeBytes: 300_000,
  mime: 'image/jpeg',
  role,
  widthPx: 1920,
  heightPx: 1440,
  source: 'viewfinder',
  takenAt,
})
