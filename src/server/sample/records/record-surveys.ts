import { composeSurvey } from '../../../domain/signage/compose-survey.ts'
import { caseIdOf, type EntryId, type PersonId, type ScopeId, type SubjectId } from '../../../domain/ids.ts'
import type { PhotoRole } from '../../../domain/casework/photo-rule.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts'
import { nearestGateM } from '../../../domain/place/nearest-gate.ts'
import type { SignSurveyed } from '../../../domain/signage/sign-entries.ts'
import type { SignType } from '../../../domain/signage/sign-type.ts'
import { itemsFor, type Answers } from '../../../domain/signage/survey-items.ts'
import { surveyPhotoRule } from '../../../domain/signage/survey-photos.ts'
import { sampleCalendar } from '../bureau/calendar.ts'
import { squadTwo } from '../bureau/identities.ts'
import { schools } from '../bureau/schools.ts'
import type { SampleSign } from '../bureau/signs.ts'
import { streets } from '../bureau/streets.ts'
import type { RecordingContext } from './record-shift.ts'
import { createRecorder, type Batch, type Recorder } from './recorder.ts'
import { workingMorningMs } from './working-morning.ts'

/** A sign of the register with the record that brought it. */
export interface RegisteredSign extends SampleSign {
  readonly registeredBy: EntryId
}

/** One officer of each squad walks its streets. */
export interface Surveyor {
  readonly scope: ScopeId
  readonly author: PersonId
}

const minuteMs = 60_000

/** What is found on signs of a type, one after the other; on all others everything is normal. */
type Findings = Partial<Readonly<Record<SignType, readonly Answers[]>>>
const firstSquad: Findings = {
  LETTER: [{ 'GG-P02': 'M' }, { 'GG-E06': 'L' }, {}],
  POLE: [{ 'GG-S05': 'M', 'GG-S06': 'M' }],
}
const secondSquad: Findings = {
  ...firstSquad,
  FACADE: [{ 'GG-P01': 'S' }, {}],
  GROUND: [{ 'GG-S05': 'M', 'GG-S06': 'M' }, { 'GG-P02': 'M' }, {}],
  FASCIA: [{}, {}, { 'GG-P03': 'L' }],
}

/** The first of each type and every fourth are still to be looked at: whoever tries a survey finds one of any type. */
const surveyedOf = (signs: readonly RegisteredSign[]): readonly RegisteredSign[] =>
  signs.filter(({ data }, index) => {
    const isFirst = signs.findIndex((sign) => sign.data.signType === data.signType) === index
    return !isFirst && index % 4 !== 3
  })

/** Takes the next finding for a sign of this type. */
function createFinder(scope: ScopeId): (type: SignType) => Answers {
  const findings = scope === squadTwo ? secondSquad : firstSquad
  const taken = new Map<SignType, number>()
  return (type) => {
    const list = findings[type] ?? [{}]
    const turn = taken.get(type) ?? 0
    taken.set(type, turn + 1)
    const normal = Object.fromEntries(itemsFor(type).map(({ id }) => [id, 'ok' as const]))
    return { ...normal, ...list[turn % list.length] }
  }
}

function surveyOf(
  { data }: RegisteredSign,
  answers: Answers,
  nowMs: number,
  calendar: WorkingCalendar,
  timeZone: string,
): SignSurveyed {
  return composeSurvey({
    sign: data,
    answers,
    methods: ['ground'],
    note: '',
    roadClass: streets.find(({ id }) => id === data.streetId)?.roadClass ?? null,
    gateM: nearestGateM(data.point, schools),
    windAlert: 'none',
    calendar,
    timeZone,
    nowMs,
    labelOf: () => undefined,
    hasOpenCase: false,
  })
}

const rolesOf = (survey: SignSurveyed): readonly PhotoRole[] =>
  surveyPhotoRule(survey.grade, survey.answers) === '4' ? ['far', 'near', 'fixing', 'below'] : ['far', 'near']

function recordSurvey(
  context: RecordingContext,
  recorder: Recorder,
  sign: RegisteredSign,
  survey: SignSurveyed,
  atMs: number,
): void {
  const signId = `sign-${sign.registeredBy}` as SubjectId
  const isClose = (role: PhotoRole): boolean => role === 'near' || role === 'fixing'
  recorder.record({
    kind: 'sign.surveyed',
    atMs,
    subjects: (id) => [signId, ...(survey.opens ? [caseIdOf(id)] : [])],
    after: [sign.registeredBy],
    data: survey,
    parts: rolesOf(survey).map((role) =>
      recorder.photoRef(context.stock.photoOf('sign', isClose(role) ? 'near' : 'far', false), role, atMs),
    ),
  })
}

/** 排雷 of the second of the three weeks: four signs in an hour, a street on each day. */
export function recordSurveys(
  context: RecordingContext,
  { scope, author }: Surveyor,
  signs: readonly RegisteredSign[],
): Batch {
  const { random, deviceOf, timeZone } = context
  const startMs = workingMorningMs(context, 12)
  const calendar = sampleCalendar(new Date(startMs).getUTCFullYear())
  const recorder = createRecorder({ author, device: deviceOf(author), scope, random, bootMs: startMs })
  const find = createFinder(scope)
  const surveyed = surveyedOf(signs)
  surveyed.forEach((sign, index) => {
    const atMs = startMs + index * 15 * minuteMs
    recordSurvey(context, recorder, sign, surveyOf(sign, find(sign.data.signType), atMs, calendar, timeZone), atMs)
  })
  return recorder.batch(startMs + surveyed.length * 15 * minuteMs)
}
