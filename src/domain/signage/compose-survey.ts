import { dueAtMs } from '../calendar/due-at.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { CaseReported } from '../casework/case-entries.ts'
import type { Severity } from '../casework/severity.ts'
import { localDate } from '../duty/local-day.ts'
import type { RoadClass } from '../place/street.ts'
import { deadlinesOf } from './deadlines.ts'
import { exposureOf, type Exposure } from './exposure.ts'
import { gradeLabels, isHazard, worseOf, type Grade } from './grade.ts'
import { gradeTableVersion } from './grade-table.ts'
import { gradeOf, type GradeDecision, type GradeForm } from './grade-of.ts'
import { nextCheckDate } from './next-check.ts'
import type { SignRegistered, SignSurveyed } from './sign-entries.ts'
import { ageYearsOf, isTestRequired } from './sign-size.ts'
import { signTypeTable } from './sign-type.ts'
import { answersFor, surveyItem, type Answers } from './survey-items.ts'
import { surveyPhotoRule } from './survey-photos.ts'
import type { WindAlert } from './wind-alert.ts'

/** What a surveyor answered about one sign, and what the phone knows around it. */
export interface SurveyInput {
  readonly sign: SignRegistered
  /** Complete for the sign's type. */
  readonly answers: Answers
  readonly methods: SignSurveyed['methods']
  readonly note: string
  readonly raised?: { readonly to: Grade; readonly reason: string } | undefined
  readonly roadClass: RoadClass | null
  readonly gateM: number | null
  readonly windAlert: WindAlert
  readonly calendar: WorkingCalendar
  readonly timeZone: string
  readonly nowMs: number
  /** Words of the bureau's own table for this category; ours where it has none. */
  readonly labelOf: (category: string) => string | undefined
  /** A case about this sign is open already: the survey is about that one and opens none. */
  readonly hasOpenCase: boolean
}

const exposureFor = ({ sign, roadClass, gateM }: SurveyInput): Exposure =>
  exposureOf({ gateM, roadClass, pathBelow: sign.pathBelow ?? 'footway', isBusyPlace: sign.isBusyPlace ?? false })

/** What the grade is computed from: the answers, and what needs no question. */
export function gradeFormOf(input: SurveyInput): GradeForm {
  const { sign, timeZone, nowMs } = input
  const ageYears = ageYearsOf(sign.builtYear, Number(localDate(nowMs, timeZone).slice(0, 4)))
  return {
    answers: answersFor(sign.signType, input.answers),
    exposure: exposureFor(input),
    windAlert: input.windAlert,
    requiredTest: isTestRequired(sign.signType, sign, ageYears),
    ageYears,
    ownerless: sign.ownerKind === 'ownerless',
  }
}

const categories = {
  ad: { slug: 'comp.outdoorAd', label: '户外广告' },
  signboard: { slug: 'comp.signboard', label: '牌匾标识' },
} as const

const severityOf: Readonly<Record<Grade, Severity>> = {
  MAJOR: 'critical',
  SERIOUS: 'major',
  PENDING_TEST: 'general',
  GENERAL: 'general',
  MINOR: 'hint',
  LIMITED: 'hint',
  NONE: 'hint',
}

/** 隐患部位: what the grade rests on, by name. */
const partsOf = ({ items }: Pick<GradeDecision, 'items'>): string =>
  items.flatMap((id) => surveyItem(id)?.label ?? []).join('；')

function reportOf(input: SurveyInput, decision: GradeDecision, grade: Grade, dueAt: string | undefined): CaseReported {
  const { sign, nowMs } = input
  const { slug, label } = categories[signTypeTable[sign.signType].sort]
  const { lat, lng } = sign.point
  return {
    category: slug,
    categoryLabel: input.labelOf(slug) ?? label,
    severity: severityOf[grade],
    place: {
      fix: { lat, lng, accuracyM: null, crs: 'wgs84', source: 'manualPin', fixAt: new Date(nowMs).toISOString() },
      text: sign.address,
      ...(sign.streetId ? { streetId: sign.streetId } : {}),
      ...(sign.schoolId ? { schoolId: sign.schoolId } : {}),
    },
    note: `${sign.content} · ${gradeLabels[grade]}：${decision.words}。${partsOf(decision)}`,
    photoRule: surveyPhotoRule(grade, input.answers),
    ...(dueAt === undefined ? {} : { dueAt }),
  }
}

const nearest = (deadlines: SignSurveyed['deadlines']): string | undefined =>
  deadlines.map(({ dueAt }) => dueAt).sort((left, right) => Date.parse(left) - Date.parse(right))[0]

/** The record of one survey: grade, limits, next check and, for a hazard, the report of the case that opens by itself. */
export function composeSurvey(input: SurveyInput): SignSurveyed {
  const { sign, methods, note, raised, gateM, calendar, timeZone, nowMs } = input
  const form = gradeFormOf(input)
  const decision = gradeOf(form)
  const grade = raised ? worseOf(decision.grade, raised.to) : decision.grade
  const deadlines = deadlinesOf(grade, decision, { ...form, signType: sign.signType }).map((limit) => ({
    ...limit,
    dueAt: new Date(dueAtMs(limit, nowMs, calendar, timeZone)).toISOString(),
  }))
  const checked = { ...sign, roadClass: input.roadClass, ageYears: form.ageYears }
  return {
    ...form,
    signType: sign.signType,
    answers: { ...form.answers },
    methods,
    note,
    gateM,
    tableVersion: gradeTableVersion,
    grade: decision.grade,
    row: decision.row,
    words: decision.words,
    items: [...decision.items],
    ...(raised && grade !== decision.grade ? { raised } : {}),
    deadlines,
    calendarVersion: calendar.version,
    nextCheckDate: nextCheckDate(checked, localDate(nowMs, timeZone)),
    ...(isHazard(grade) && !input.hasOpenCase ? { opens: reportOf(input, decision, grade, nearest(deadlines)) } : {}),
  }
}
