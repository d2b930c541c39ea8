import { timeArrival } from '../../../domain/duty/arrival-verdict.ts'
import type { Placement } from '../../../domain/duty/duty-entries.ts'
import { equipmentIds, officersOnlyEquipment, type EquipmentId } from '../../../domain/duty/equipment.ts'
import { snapshotOf } from '../../../domain/duty/snapshot-of.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import type { ScopeId, SubjectId } from '../../../domain/ids.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import type { Role } from '../../../domain/people/role.ts'
import type { Fix } from '../../../domain/place/point.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { ArrivalDraft } from './arrival-draft.ts'

/** What a person of this role brings: 执法证 and 执法记录仪 are officers' and captains' only. */
export const equipmentFor = (role: Role): readonly EquipmentId[] =>
  role === 'aux' ? equipmentIds.filter((id) => !officersOnlyEquipment.includes(id)) : equipmentIds

/** Only a rostered shift at a bell is judged by time: nobody planned the others. */
const isJudged = (draft: ArrivalDraft, shift: ShiftSnapshot): boolean =>
  draft.basis === 'rostered' && shift.session !== 'drill' && shift.session !== 'patrol'

export interface ArrivalInput {
  readonly shiftId: SubjectId
  readonly scope: ScopeId
  readonly shift: ShiftSnapshot
  readonly draft: ArrivalDraft
  readonly placement: Placement
  readonly fix: Fix | null
  readonly photos: readonly PhotoRef[]
  /** By the office's clock. */
  readonly nowMs: number
}

/** The record that 到岗 makes. */
export function arrivalEntry(input: ArrivalInput): NewEntry<'duty.arrived'> {
  const { draft, shift, placement, fix } = input
  const reason = draft.reason.trim()
  return {
    kind: 'duty.arrived',
    scope: input.scope,
    subjects: [input.shiftId],
    data: {
      basis: draft.basis,
      shift: snapshotOf(shift),
      placement,
      timeliness: timeArrival(Date.parse(shift.startsAt), input.nowMs, isJudged(draft, shift)),
      equipment: [...draft.equipment],
      ...(reason === '' ? {} : { reason }),
    },
    photos: input.photos,
    ...(draft.entryId === '' ? {} : { id: draft.entryId }),
    ...(fix ? { position: fix } : {}),
  }
}
