import type { Shift } from '../../../domain/duty/shift.ts'
import type { DeviceId, EntryId, PersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people/person.ts'
import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'
import type { PhotoStock } from '../photo-stock.ts'
import type { Attendance } from './attendance.ts'
import { findingKindAt } from './finding-kinds.ts'
import { recordChecklist, recordTallies } from './record-checks.ts'
import { recordArrival, recordLeaving } from './record-duty.ts'
import { itemAskingFor, recordFinding } from './record-finding.ts'
import type { PlannedFinding } from './record-finding.ts'
import { createRecorder } from './recorder.ts'
import type { Batch, Recorder } from './recorder.ts'
import { reportOfRecords } from './report-of-records.ts'

/** What all records of the past share. */
export interface RecordingContext {
  readonly people: ReadonlyMap<PersonId, Person>
  readonly deviceOf: (personId: PersonId) => DeviceId
  readonly stock: PhotoStock
  readonly random: Random
  readonly nowMs: number
  readonly timeZone: string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

function planFinding(random: Random): PlannedFinding {
  const kind = findingKindAt(random.next())
  const solved = random.next() < 0.6 && kind.onSite !== null
  return { kind, solved, fromChecklist: random.next() < 0.4, owed: !solved && random.next() < 0.3 ? 1 : 0 }
}

/** Most phones speak within the hour; every ninth had no network until the evening. */
const receivedAfterMs = (random: Random): number =>
  random.next() < 0.11 ? (4 + random.next() * 3) * hourMs : (2 + random.next() * 40) * minuteMs

interface PersonAtWork {
  readonly recorder: Recorder
  readonly attendance: Attendance
  readonly arrivedBy: EntryId
}

function startWork(context: RecordingContext, shift: Shift, attendance: Attendance): PersonAtWork {
  const { random, stock } = context
  const person = must(context.people.get(attendance.personId), `${attendance.personId} is in the roll`)
  const recorder = createRecorder({
    author: person.id,
    device: context.deviceOf(person.id),
    scope: shift.scope,
    random,
    bootMs: attendance.arrivedAtMs - hourMs,
  })
  return { recorder, attendance, arrivedBy: recordArrival(recorder, shift, attendance, person.role, stock, random) }
}

/** The leader fills the checklist; what it or anybody's own eyes brought up is reported by one of those present. */
function recordFindings(
  context: RecordingContext,
  shift: Shift,
  works: readonly PersonAtWork[],
  findings: readonly PlannedFinding[],
): void {
  const { random, stock } = context
  const failed = findings
    .filter((finding) => finding.fromChecklist)
    .flatMap(({ kind }) => itemAskingFor(kind.category, shift)?.item.id ?? [])
  works
    .slice(0, 1)
    .forEach(({ recorder, attendance }) =>
      recordChecklist(recorder, shift, new Set(failed), attendance.arrivedAtMs, attendance.leftAtMs),
    )
  for (const finding of findings) {
    const { recorder, attendance } = must(works[Math.floor(random.next() * works.length)], 'somebody is present')
    const atMs = Math.round(
      attendance.arrivedAtMs + (0.25 + random.next() * 0.5) * (attendance.leftAtMs - attendance.arrivedAtMs),
    )
    recordFinding(recorder, shift, finding, atMs, stock, random)
  }
}

function leave(context: RecordingContext, shift: Shift, work: PersonAtWork, report: string): Batch {
  recordLeaving(work.recorder, shift, work.attendance, work.arrivedBy, report)
  const receivedAtMs = Math.round(work.attendance.leftAtMs + receivedAfterMs(context.random))
  return work.recorder.batch(Math.min(context.nowMs, receivedAtMs))
}

/** Everything that the people of one past shift recorded, a batch for each of their phones; the first who came leads. */
export function recordShift(
  context: RecordingContext,
  shift: Shift,
  attendances: readonly Attendance[],
  findingCount: number,
): Batch[] {
  const works = attendances.map((attendance) => startWork(context, shift, attendance))
  if (works.length === 0) return []
  const findings = Array.from({ length: findingCount }, () => planFinding(context.random))
  recordFindings(context, shift, works, findings)
  for (const { recorder, attendance } of works) {
    recordTallies(recorder, shift, attendance.arrivedAtMs, attendance.leftAtMs, context.random)
  }
  const report = reportOfRecords(
    shift,
    works.flatMap((work) => work.recorder.entries),
    {
      timeZone: context.timeZone,
      nameOf: (id) => context.people.get(id as PersonId)?.name ?? id,
      roleOf: (id) => context.people.get(id as PersonId)?.role,
    },
  )
  return works.map((work) => leave(context, shift, work, report))
}
