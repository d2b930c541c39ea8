import type { Drafts } from '../../../device/journal/drafts.ts'
import type { Journal } from '../../../device/journal/journal.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import { adHocShiftIdOf, type SubjectId } from '../../../domain/ids.ts'
import { arrivalDraftId, emptyArrival, type ArrivalDraft } from './arrival-draft.ts'

/** Lays down the arrival of a shift that no roster holds; its record and its shift have one id from the start. */
export async function startAdHoc(
  basis: 'standIn' | 'patrol',
  shift: ShiftSnapshot,
  { drafts, journal }: { readonly drafts: Drafts; readonly journal: Journal },
): Promise<SubjectId> {
  const entryId = journal.newId()
  const shiftId = adHocShiftIdOf(entryId)
  const data: ArrivalDraft = { ...emptyArrival(), basis, shift, entryId }
  await drafts.save({ id: arrivalDraftId(shiftId), kind: 'arrival', subject: shiftId, data: { ...data } })
  return shiftId
}
