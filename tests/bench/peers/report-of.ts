import type { NewEntry } from '../../../src/device/journal/journal.ts'
import { caseIdOf, type EntryId, type ScopeId } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import type { Finding } from './finding.ts'

/** The same members as the others store; what the product's form does not ask for rides along, as a newer form's would. */
export function reportOf(
  { id, squad, category, severity, note, atMs, ...rest }: Finding,
  photos: readonly PhotoRef[],
): NewEntry {
  return {
    id: id as EntryId,
    kind: 'case.reported',
    scope: squad as ScopeId,
    subjects: [caseIdOf(id as EntryId)],
    data: {
      category,
      categoryLabel: '店外经营',
      severity: severity === 'major' ? 'major' : 'general',
      place: { fix: null, text: '示例路东口' },
      note,
      photoRule: '0',
      reportedAtMs: atMs,
      ...rest,
    },
    photos,
  }
}
