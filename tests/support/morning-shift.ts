import type { PersonId, PostId, SchoolId, ScopeId, SubjectId } from '../../src/domain/ids.ts'
import type { DutyArrived, DutyBackfilled, DutyLeft } from '../../src/domain/duty/duty-entries.ts'
import type { Shift, ShiftSnapshot } from '../../src/domain/duty/shift.ts'
import { at } from './entry-maker.ts'

/** 07:20–07:55 before the bell of 07:40. */
export const morningSnapshot: ShiftSnapshot = {
  date: '2026-11-20',
  session: 'arrival',
  schoolId: 'school-1' as SchoolId,
  postId: 'post-1' as PostId,
  title: '示例一小·东门',
  startsAt: at('07:20'),
  endsAt: at('07:55'),
  bellAt: at('07:40'),
}

export const morningShift: Shift = {
  ...morningSnapshot,
  id: 'shift-morning' as SubjectId,
  scope: 'squad-1' as ScopeId,
  assignees: ['1001', '1002'] as PersonId[],
  drill: false,
}

export const arrivedData = (facts: Partial<DutyArrived> = {}): DutyArrived => ({
  basis: 'rostered',
  shift: morningSnapshot,
  placement: { placed: 'inside', distanceM: 12, accuracyM: 8 },
  timeliness: 'onTime',
  equipment: ['E1', 'E4'],
  ...facts,
})

export const leftData = (facts: Partial<DutyLeft> = {}): DutyLeft => ({
  mode: 'ended',
  crowdCleared: true,
  report: { text: '小结', edited: false },
  ...facts,
})

export const backfilledData = (facts: Partial<DutyBackfilled> = {}): DutyBackfilled => ({
  personId: '1002' as PersonId,
  shift: morningSnapshot,
  arrivedAt: at('07:15'),
  leftAt: null,
  reason: '手机没电',
  ...facts,
})
