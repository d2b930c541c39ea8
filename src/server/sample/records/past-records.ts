import type { Shift } from '../../../domain/duty/shift.ts'
import { snapshotOf } from '../../../domain/duty/snapshot-of.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { DeviceId, PersonId, SubjectId } from '../../../domain/ids.ts'
import { must } from '../../../lib/must.ts'
import { personIdOf, squadOne, squadTwo } from '../bureau/identities.ts'
import { sampleSigns, type SampleSign } from '../bureau/signs.ts'
import { attendanceOf } from './attendance.ts'
import { recordShift } from './record-shift.ts'
import type { RecordingContext } from './record-shift.ts'
import { recordSurveys, type RegisteredSign, type Surveyor } from './record-surveys.ts'
import { createRecorder } from './recorder.ts'
import type { Batch } from './recorder.ts'
import { workingMorningMs } from './working-morning.ts'

const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
const findingsInAll = 120

/** Which finding numbers fall to the shift at `index` when all are dealt out evenly. */
const findingsAt = (index: number, shiftCount: number): number =>
  Math.floor(((index + 1) * findingsInAll) / shiftCount) - Math.floor((index * findingsInAll) / shiftCount)

/** 补录: the second person of a shift whose phone was dead, entered by the captain. */
function recordBackfill(context: RecordingContext, shift: Shift, captain: PersonId, atMs: number): Batch {
  const { random, deviceOf } = context
  const recorder = createRecorder({
    author: captain,
    device: deviceOf(captain),
    scope: shift.scope,
    random,
    bootMs: atMs,
  })
  recorder.record({
    kind: 'duty.backfilled',
    atMs,
    subjects: [shift.id],
    data: {
      personId: must(shift.assignees[1], 'the shift had two people'),
      shift: snapshotOf(shift),
      arrivedAt: shift.startsAt,
      leftAt: shift.endsAt,
      reason: '手机没电，现场有带班证明',
    },
  })
  return recorder.batch(atMs)
}

const sameDay = (shift: Shift): number => Date.parse(shift.endsAt) + 30 * minuteMs

/** Three weeks of shifts: late ones, one with nobody, some with one person, about 120 findings. */
function recordShifts(context: RecordingContext, shifts: readonly Shift[]): Batch[] {
  const gapIndex = Math.floor(shifts.length / 2)
  const batches = shifts.flatMap((shift, index) => {
    const attendances = attendanceOf(shift, index, gapIndex, context.random)
    return recordShift(context, shift, attendances, attendances.length === 0 ? 0 : findingsAt(index, shifts.length))
  })
  const shortShift = shifts.findLast((shift, index) => shift.scope === squadOne && index % 31 === 11)
  return shortShift === undefined
    ? batches
    : [...batches, recordBackfill(context, shortShift, personIdOf('2001'), sameDay(shortShift))]
}

const surveyors: readonly Surveyor[] = [
  { scope: squadOne, author: personIdOf('1003') },
  { scope: squadTwo, author: personIdOf('1006') },
]

interface SignWork {
  readonly batch: Batch
  readonly signs: readonly RegisteredSign[]
}

/** A squad's half of the sixty signs, registered in the first of the three weeks. */
function recordSigns(context: RecordingContext, { scope, author }: Surveyor, all: readonly SampleSign[]): SignWork {
  const { random, deviceOf } = context
  const startMs = workingMorningMs(context, 20)
  const recorder = createRecorder({ author, device: deviceOf(author), scope, random, bootMs: startMs })
  const signs = all
    .filter((sign) => sign.scope === scope)
    .map((sign, index) => ({
      ...sign,
      registeredBy: recorder.record({
        kind: 'sign.registered',
        atMs: startMs + index * 6 * minuteMs,
        subjects: (id) => [`sign-${id}` as SubjectId],
        data: sign.data,
      }),
    }))
  return { signs, batch: recorder.batch(startMs + signs.length * 6 * minuteMs) }
}

/** All records of the sample's past, in the order in which the server received them. */
export function pastRecords(context: RecordingContext, pastShifts: readonly Shift[]): Batch[] {
  const all = sampleSigns(context.random, new Date(context.nowMs).getUTCFullYear())
  const works = surveyors.map((surveyor) => ({ surveyor, ...recordSigns(context, surveyor, all) }))
  return [
    ...works.map(({ batch }) => batch),
    ...recordShifts(context, pastShifts),
    ...works.map(({ surveyor, signs }) => recordSurveys(context, surveyor, signs)),
  ].sort((left, right) => left.receivedAtMs - right.receivedAtMs)
}

/**
 * Yesterday's 补录 of a shift that was over four days before: later than the 48 hours, so the server refuses it.
 *
 * The one example of a record that was received and has no effect. None before the sample has such a shift.
 */
export function refusedRecord(context: RecordingContext, pastShifts: readonly Shift[]): Batch | null {
  const atMs = context.nowMs - dayMs
  const old = pastShifts.findLast(
    (shift) => shift.scope === squadOne && shift.assignees.length > 1 && Date.parse(shift.endsAt) < atMs - 4 * dayMs,
  )
  return old ? recordBackfill(context, old, personIdOf('2001'), atMs) : null
}

/** One phone for each person. */
export function devicesOf(people: readonly Person[], newDevice: () => DeviceId): (personId: PersonId) => DeviceId {
  const devices = new Map(people.map((person) => [person.id, newDevice()]))
  return (personId) => must(devices.get(personId), `${personId} has a phone`)
}
