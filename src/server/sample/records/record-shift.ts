import type { Shift } from '../../../domain/duty/shift.ts'
import type { DeviceId, PersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people/person.ts'
import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'
import type { PhotoStock } from '../photo-stock.ts'
import type { Attendance } from './attendance.ts'
import { findingKindAt } from './finding-kinds.ts'
import type { FindingKind } from './finding-kinds.ts'
import { recordChecklist, recordTallies } from './record-checks.ts'
import { recordArrival, recordLeaving } from './record-duty.ts'
import { itemAskingFor, recordFinding } from './record-finding.ts'
import { createRecorder } from './recorder.ts'
import type { Batch } from './recorder.ts'

/** What all records of the past share. */
export interface RecordingContext {
  readonly people: ReadonlyMap<PersonId, Person>
  readonly deviceOf: (personId: PersonId) => DeviceId
  readonly stock: PhotoStock
  readonly random: Random
  readonly nowMs: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

interface PlannedFinding {
  readonly kind: FindingKind
  readonly fromChecklist: boolean
  readonly solved: boolean
  readonly owed: number
}

const planFinding = (random: Random): PlannedFinding => ({
  kind: findingKindAt(random.next()),
  fromChecklist: random.next() < 0.4,
  solved: random.next() < 0.6,
  owed: random.next() < 0.12 ? 1 : 0,
})

/** Most phones speak within the hour; every ninth had no network until the evening. */
const receivedAfterMs = (random: Random): number =>
  random.next() < 0.11 ? (4 + random.next() * 3) * hourMs : (2 + random.next() * 40) * minuteMs

const reportTextOf = (shift: Shift, counts: Readonly<Record<string, number>>, findings: number): string => {
  const counted = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return `${shift.date} ${shift.title}。计数 ${counted}，上报问题 ${findings} 条。秩序正常，人流散尽后离岗。`
}

function recordPerson(
  context: RecordingContext,
  shift: Shift,
  attendance: Attendance,
  findings: readonly PlannedFinding[],
  leads: boolean,
): Batch {
  const { random, stock } = context
  const { personId, arrivedAtMs, leftAtMs } = attendance
  const person = must(context.people.get(personId), `${personId} is in the roll`)
  const device = context.deviceOf(personId)
  const bootMs = arrivedAtMs - hourMs
  const recorder = createRecorder({ author: personId, device, scope: shift.scope, random, bootMs })
  const arrivedBy = recordArrival(recorder, shift, attendance, person.role, stock, random)
  if (leads) {
    const failed = findings.flatMap(({ kind, fromChecklist }) =>
      fromChecklist ? (itemAskingFor(kind.category, shift)?.itemId ?? []) : [],
    )
    recordChecklist(recorder, shift, new Set(failed), arrivedAtMs, leftAtMs)
  }
  for (const finding of findings) {
    const atMs = Math.round(arrivedAtMs + (0.25 + random.next() * 0.5) * (leftAtMs - arrivedAtMs))
    recordFinding(recorder, { shift, atMs, ...finding }, stock, random)
  }
  const counts = recordTallies(recorder, shift, arrivedAtMs, leftAtMs, random)
  recordLeaving(recorder, shift, attendance, arrivedBy, reportTextOf(shift, counts, findings.length))
  return recorder.batch(Math.min(context.nowMs, Math.round(leftAtMs + receivedAfterMs(random))))
}

/** Everything that the people of one past shift recorded, a batch for each of their phones; the first who came leads. */
export function recordShift(
  context: RecordingContext,
  shift: Shift,
  attendances: readonly Attendance[],
  findingCount: number,
): Batch[] {
  const findings = Array.from({ length: findingCount }, () => planFinding(context.random))
  return attendances.map((attendance, index) =>
    recordPerson(context, shift, attendance, index === 0 ? findings : [], index === 0),
  )
}
