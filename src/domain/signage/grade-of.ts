import { must } from '../../lib/must.ts'
import type { Exposure } from './exposure.ts'
import type { Grade } from './grade.ts'
import { gradeTable, type Alternative, type Count, type GradeRow, type Test } from './grade-table.ts'
import { surveyItems, type Answers } from './survey-items.ts'
import type { SurveyItem, SurveyResult } from './survey-item.ts'
import { isAtLeast, type WindAlert } from './wind-alert.ts'

/** Everything that the grade is computed from. */
export interface GradeForm {
  /** Complete; what is absent counts as NA. */
  readonly answers: Answers
  readonly exposure: Exposure
  readonly windAlert: WindAlert
  readonly requiredTest: boolean
  /** Null: 不详. */
  readonly ageYears: number | null
  readonly ownerless: boolean
}

/** The grade with what decided it. */
export interface GradeDecision {
  readonly grade: Grade
  readonly row: number
  /** Why, in plain words. */
  readonly words: string
  /** The items that it rests on, in the order of their numbers. */
  readonly items: readonly string[]
}

/** Structure that is seen by nobody is believed for so long. */
export const oldFromYears = 10

const groupsOfDanger = ['S', 'P', 'E', 'F']

const isCounted: Readonly<Record<Count, (item: SurveyItem, result: SurveyResult) => boolean>> = {
  severe: (item, result) => result === 'S' && groupsOfDanger.includes(item.group),
  severeCritical: (item, result) => result === 'S' && item.critical,
  markedStructure: (item, result) => result === 'M' && item.group === 'S',
  markedCritical: (item, result) => result === 'M' && item.critical,
  unseenStructure: (item, result) => result === 'NV' && item.critical && item.group === 'S',
  marked: (_item, result) => result === 'M',
  slight: (_item, result) => result === 'L',
  slightStructure: (item, result) => result === 'L' && item.group === 'S',
  unseen: (_item, result) => result === 'NV',
  abnormal: (_item, result) => result !== 'ok' && result !== 'NA',
}

const counted = (answers: Answers, count: Count): readonly string[] =>
  surveyItems.filter((item) => isCounted[count](item, answers[item.id] ?? 'NA')).map(({ id }) => id)

function holds(test: Test, form: GradeForm): boolean {
  if ('atLeast' in test) return counted(form.answers, test.count).length >= test.atLeast
  if ('atMost' in test) return counted(form.answers, test.count).length <= test.atMost
  if ('item' in test) return test.is.includes(form.answers[test.item] ?? 'NA')
  if ('exposure' in test) return test.exposure.includes(form.exposure)
  if ('alertFrom' in test) return isAtLeast(form.windAlert, test.alertFrom)
  if ('requiredTest' in test) return form.requiredTest
  // A sign whose age nobody knows is taken for an old one.
  return form.ownerless || form.ageYears === null || form.ageYears > oldFromYears
}

/** The way in which a row applies to a form; undefined when it does not. */
export const alternativeOf = (row: GradeRow, form: GradeForm): Alternative | undefined =>
  row.any.find(({ when }) => when.every((test) => holds(test, form)))

function itemsBehind({ when }: Alternative, answers: Answers): readonly string[] {
  const named = when.flatMap((test) =>
    'count' in test ? counted(answers, test.count) : 'item' in test ? [test.item] : [],
  )
  return [...new Set(named)].sort()
}

/** 隐患等级 of a form: the first row of the table that applies. Total: the last row takes a form without any finding. */
export function gradeOf(form: GradeForm): GradeDecision {
  for (const row of gradeTable) {
    const way = alternativeOf(row, form)
    if (way) return { grade: row.grade, row: row.row, words: way.words, items: itemsBehind(way, form.answers) }
  }
  return must<GradeDecision>(undefined, 'a row of the table for every form')
}
