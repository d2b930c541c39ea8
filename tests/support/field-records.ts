import type { NewEntry } from '../../src/device/journal/journal.ts'
import { caseIdOf, type EntryId, type PersonId, type ScopeId, type SubjectId } from '../../src/domain/ids.ts'
import type { CounterId } from '../../src/domain/duty/counter.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import type { Fix } from '../../src/domain/place/point.ts'
import type { Shift } from '../../src/domain/duty/shift.ts'

export const squad = 'squad-1' as ScopeId
export const morning = 'shift-20261120-a' as SubjectId
export const evening = 'shift-20261120-b' as SubjectId

export const gateFix: Fix = {
  lat: 30.5,
  lng: 114.3,
  accuracyM: 8,
  crs: 'wgs84',
  source: 'gps',
  fixAt: '2026-11-20T06:30:00.000Z',
}

export const snapshot = {
  date: '2026-11-20',
  session: 'arrival',
  title: '实验小学 · 东门',
  startsAt: '2026-11-19T23:05:00.000Z',
  endsAt: '2026-11-20T00:20:00.000Z',
} as const

export const arrival = (shift = morning): NewEntry<'duty.arrived'> => ({
  kind: 'duty.arrived',
  scope: squad,
  subjects: [shift],
  data: {
    basis: 'rostered',
    shift: snapshot,
    placement: { placed: 'inside', distanceM: 12, accuracyM: 8 },
    timeliness: 'onTime',
    equipment: [],
  },
  position: gateFix,
})

export const tally = (counter: CounterId = 'vendor', shift = morning): NewEntry<'duty.tallied'> => ({
  kind: 'duty.tallied',
  scope: squad,
  subjects: [shift],
  data: { counter, delta: 1 },
})

export const finding = (id: EntryId, photos: readonly PhotoRef[] = [], shift = morning): NewEntry<'case.reported'> => ({
  id,
  kind: 'case.reported',
  scope: squad,
  subjects: [caseIdOf(id), shift],
  data: {
    category: 'street.occupy',
    categoryLabel: '占道经营',
    severity: 'general',
    place: { fix: null, text: '东门外人行道' },
    note: '',
    photoRule: '2',
  },
  photos,
})

export const rosteredShift = (id: string, date: string, assignees: readonly string[], startsAt: string): Shift => ({
  ...snapshot,
  id: id as SubjectId,
  scope: squad,
  date,
  startsAt,
  assignees: assignees as PersonId[],
  drill: false,
})
