import { timeArrival } from '../../../domain/duty/arrival-verdict.ts'
import type { Placement } from '../../../domain/duty/duty-entries.ts'
import { equipmentIds, officersOnlyEquipment } from '../../../domain/duty/equipment.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import { snapshotOf } from '../../../domain/duty/snapshot-of.ts'
import type { EntryId } from '../../../domain/ids.ts'
import type { Role } from '../../../domain/people/role.ts'
import type { Random } from '../../../lib/random.ts'
import type { PhotoStock } from '../photo-stock.ts'
import type { Attendance } from './attendance.ts'
import type { Recorder } from './recorder.ts'
import { near, spotOf } from './shift-place.ts'

/** 到岗 of one person, with a position, or with a photo of the gate's plaque and a reason. */
export function recordArrival(
  recorder: Recorder,
  shift: Shift,
  attendance: Attendance,
  role: Role,
  stock: PhotoStock,
  random: Random,
): EntryId {
  const { arrivedAtMs, withoutFix } = attendance
  const accuracyM = 6 + Math.round(random.next() * 18)
  const placement: Placement = withoutFix
    ? { placed: 'noFix', distanceM: null, accuracyM: null }
    : shift.session === 'patrol'
      ? { placed: 'notApplicable', distanceM: null, accuracyM }
      : { placed: 'inside', distanceM: Math.round(random.next() * 45), accuracyM }
  const part = withoutFix
    ? recorder.photoRef(stock.photoOf('gate', 'near', false), 'plaque', arrivedAtMs)
    : recorder.positionRef(near(spotOf(shift, random).point, 30, random), accuracyM, arrivedAtMs)
  return recorder.record({
    kind: 'duty.arrived',
    atMs: arrivedAtMs,
    subjects: [shift.id],
    data: {
      basis: 'rostered',
      shift: snapshotOf(shift),
      placement,
      timeliness: timeArrival(Date.parse(shift.startsAt), arrivedAtMs, shift.session !== 'patrol'),
      equipment: equipmentIds.filter((id) => role !== 'aux' || !officersOnlyEquipment.includes(id)),
      ...(withoutFix ? { reason: '两侧楼高，没有定位' } : {}),
    },
    parts: [part],
  })
}

/** 离岗 with the report as it was composed. */
export const recordLeaving = (
  recorder: Recorder,
  shift: Shift,
  attendance: Attendance,
  arrivedBy: EntryId,
  reportText: string,
): EntryId =>
  recorder.record({
    kind: 'duty.left',
    atMs: attendance.leftAtMs,
    subjects: [shift.id],
    after: [arrivedBy],
    data: { mode: 'ended', crowdCleared: true, report: { text: reportText, edited: false } },
  })
