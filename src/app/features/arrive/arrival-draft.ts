import type { DutyArrived } from '../../../domain/duty/duty-entries.ts'
import type { EquipmentId } from '../../../domain/duty/equipment.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import type { EntryId, SubjectId } from '../../../domain/ids.ts'

/** An arrival that is being filled in; a reload or a kill comes back to it. */
export interface ArrivalDraft {
  basis: DutyArrived['basis']
  /** Of 顶岗 and 巡查, which no roster holds; null for a rostered shift. */
  shift: ShiftSnapshot | null
  /** Of the record that this becomes, where the shift takes its id from it; '' for a rostered shift. */
  entryId: EntryId | ''
  equipment: EquipmentId[]
  reason: string
}

export const emptyArrival = (): ArrivalDraft => ({
  basis: 'rostered',
  shift: null,
  entryId: '',
  equipment: [],
  reason: '',
})

export const arrivalDraftId = (shiftId: SubjectId): string => `arrival-${shiftId}`
