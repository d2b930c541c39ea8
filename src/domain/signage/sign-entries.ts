import * as v from 'valibot'
import { CaseReported } from '../casework/case-entries.ts'
import { TimeLimit } from '../casework/category.ts'
import { EntryId, SchoolId, StreetId, SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { Point } from '../place/point.ts'
import { Exposure } from './exposure.ts'
import { Grade } from './grade.ts'
import { optionalAttributes } from './sign-attributes.ts'
import { methods, keysOf } from './sign-options.ts'
import { SignType } from './sign-type.ts'
import { SurveyResult } from './survey-item.ts'
import { WindAlert } from './wind-alert.ts'

const reason = v.pipe(v.string(), v.minLength(1), v.maxLength(500))

/** A sign enters the register, or its facts are put right: the newest registration stands. Subjects: the sign. Ranges are input guards. */
export const SignRegistered = v.looseObject({
  signNo: v.pipe(v.string(), v.maxLength(40)),
  signType: SignType,
  content: v.pipe(v.string(), v.maxLength(60)),
  address: v.pipe(v.string(), v.maxLength(200)),
  point: Point,
  streetId: v.optional(StreetId),
  schoolId: v.optional(SchoolId),
  widthM: v.pipe(v.number(), v.minValue(0.1), v.maxValue(80)),
  heightM: v.pipe(v.number(), v.minValue(0.1), v.maxValue(40)),
  bottomM: v.pipe(v.number(), v.minValue(0), v.maxValue(200)),
  /** Null means 不详. */
  builtYear: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1980), v.maxValue(2100))),
  ownerName: v.pipe(v.string(), v.maxLength(60)),
  ...optionalAttributes,
})
export type SignRegistered = v.InferOutput<typeof SignRegistered>

/** 更正位置: the sign stands elsewhere than the register says; its other facts stay. Subjects: the sign. */
export const SignPlaced = v.looseObject({
  point: Point,
  /** Of the new place; left out where that is near no known street, and the register's stands. */
  streetId: v.optional(StreetId),
  reason: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
})
export type SignPlaced = v.InferOutput<typeof SignPlaced>

/** A limit as it was computed at capture, with the calendar's version that told its end. */
const SurveyDeadline = v.looseObject({
  duty: v.picklist(['danger', 'final', 'repair', 'testReport', 'test']),
  amount: TimeLimit.entries.amount,
  unit: TimeLimit.entries.unit,
  dueAt: Instant,
})
export type SurveyDeadline = v.InferOutput<typeof SurveyDeadline>

/** 排雷: a sign was looked at. Subjects: the sign, then the case that its hazard opens or is about. Parts: photos, voice notes. */
export const SignSurveyed = v.looseObject({
  signType: SignType,
  /** Of each item that the type asks for, none left empty. */
  answers: v.record(v.string(), SurveyResult),
  methods: v.pipe(v.array(v.picklist(keysOf(methods))), v.minLength(1), v.maxLength(5)),
  note: v.pipe(v.string(), v.maxLength(2_000)),
  exposure: Exposure,
  /** To the nearest gate of a school at capture; null where no school was known. */
  gateM: v.nullable(v.pipe(v.number(), v.minValue(0))),
  windAlert: WindAlert,
  requiredTest: v.boolean(),
  ageYears: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200))),
  ownerless: v.boolean(),
  /** What the decision table said, and which one. */
  tableVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  grade: Grade,
  row: v.pipe(v.number(), v.integer(), v.minValue(1)),
  words: v.pipe(v.string(), v.maxLength(200)),
  items: v.array(v.pipe(v.string(), v.maxLength(20))),
  /** A surveyor may call it worse than the table does, and never better. */
  raised: v.optional(v.looseObject({ to: Grade, reason })),
  deadlines: v.pipe(v.array(SurveyDeadline), v.maxLength(5)),
  calendarVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
  nextCheckDate: v.pipe(v.string(), v.isoDate()),
  /** The report of the case that opens by itself, whose id derives from this entry's. */
  opens: v.optional(CaseReported),
})
export type SignSurveyed = v.InferOutput<typeof SignSurveyed>

/** 申请降级: nobody lowers a grade alone. Subjects: the sign. */
export const SignLoweringAsked = v.looseObject({ survey: EntryId, to: Grade, reason })
export type SignLoweringAsked = v.InferOutput<typeof SignLoweringAsked>

/** The captain's word on a request. Subjects: the sign. */
export const SignLoweringDecided = v.looseObject({
  request: EntryId,
  approved: v.boolean(),
  reason: v.optional(v.pipe(v.string(), v.maxLength(500))),
})
export type SignLoweringDecided = v.InferOutput<typeof SignLoweringDecided>

/** Pictures or words that a survey still owed. Subjects: the sign, then the case that the survey opened or is about. Parts: photos. */
export const SignSupplemented = v.looseObject({ survey: EntryId, note: v.pipe(v.string(), v.maxLength(2_000)) })
export type SignSupplemented = v.InferOutput<typeof SignSupplemented>

/** 责令限期整改通知书 as it was handed over. Who it is for stands in the registration; codes and telephone numbers stand on paper alone. Subjects: the sign, then its case. */
export const SignNoticeIssued = v.looseObject({
  survey: EntryId,
  /** 文号, as the bureau numbers; '' while none was given. */
  noticeNo: v.pipe(v.string(), v.maxLength(60)),
  requirements: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
  dueAt: Instant,
})
export type SignNoticeIssued = v.InferOutput<typeof SignNoticeIssued>

/** 整改完成: what was done about the newest survey's hazard, by whoever saw to it. Subjects: the sign, then its case. Parts: photos. */
export const SignRectified = v.looseObject({
  survey: EntryId,
  measures: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
})
export type SignRectified = v.InferOutput<typeof SignRectified>

/** 合并重复: this sign is the other one. Subjects: the double, then the one that stays. Both keep their records. */
export const SignMerged = v.looseObject({ into: SubjectId, reason: v.optional(v.pipe(v.string(), v.maxLength(500))) })
export type SignMerged = v.InferOutput<typeof SignMerged>
