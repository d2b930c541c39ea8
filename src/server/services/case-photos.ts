import type { PartId } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { Tx } from '../store/store.ts'

export interface CasePhotos {
  readonly photosExpected: number
  readonly photosStored: number
  readonly firstPhoto: PartId | null
}

export const noPhotos: CasePhotos = { photosExpected: 0, photosStored: 0, firstPhoto: null }

/** Bytes that are here, whether or not we can draw them. */
const arrived: readonly string[] = ['stored', 'unreadable']

/** How many photos each case waits for and has, and the first that can be shown. Erased ones are neither. */
export async function loadCasePhotos(db: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, CasePhotos>> {
  if (caseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('entry_subject')
    // By the entry: a case that a survey opened is not the first subject of its pictures.
    .innerJoin('part', 'part.entry_id', 'entry_subject.entry_id')
    .select(['entry_subject.subject', 'part.part_id', 'part.state', 'part.ref'])
    .where('entry_subject.subject', 'in', caseIds)
    .where('part.kind', '=', 'photo')
    .where('part.state', '!=', 'erased')
    .execute()
  const taken = rows.map((row) => ({ ...row, takenAt: (JSON.parse(row.ref) as PhotoRef).takenAt }))
  taken.sort((left, right) => (left.takenAt < right.takenAt ? -1 : left.takenAt > right.takenAt ? 1 : 0))
  const photosByCase = new Map<string, CasePhotos>()
  for (const { subject, part_id: partId, state } of taken) {
    const before = photosByCase.get(subject) ?? noPhotos
    photosByCase.set(subject, {
      photosExpected: before.photosExpected + 1,
      photosStored: before.photosStored + (arrived.includes(state) ? 1 : 0),
      firstPhoto: before.firstPhoto ?? (state === 'stored' ? (partId as PartId) : null),
    })
  }
  return photosByCase
}
