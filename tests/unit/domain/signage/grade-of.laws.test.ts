import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exposures } from '../../../../src/domain/signage/exposure.ts'
import { gradeRank } from '../../../../src/domain/signage/grade.ts'
import { alternativeOf, gradeOf, type GradeForm } from '../../../../src/domain/signage/grade-of.ts'
import { gradeTable } from '../../../../src/domain/signage/grade-table.ts'
import { surveyItems } from '../../../../src/domain/signage/survey-items.ts'
import { allowedResults, type SurveyItem, type SurveyResult } from '../../../../src/domain/signage/survey-item.ts'
import { windAlerts } from '../../../../src/domain/signage/wind-alert.ts'
import { gradeByHand } from '../../../support/grade-by-hand.ts'

/** A verdict of a property is a yes or no: a hundred thousand assertions of the runner would take longer than all of the grading. */
const runs = 100_000

/** Mostly normal, as signs are: forms of chance alone would all be 重大. */
const resultOf = (item: SurveyItem): fc.Arbitrary<SurveyResult> =>
  fc.oneof(
    { arbitrary: fc.constant<SurveyResult>('ok'), weight: 14 },
    { arbitrary: fc.constantFrom(...allowedResults(item), 'NA' as const), weight: 1 },
  )

const forms: fc.Arbitrary<GradeForm> = fc.record({
  answers: fc.record(Object.fromEntries(surveyItems.map((item) => [item.id, resultOf(item)]))),
  exposure: fc.constantFrom(...exposures),
  windAlert: fc.constantFrom(...windAlerts),
  requiredTest: fc.boolean(),
  ageYears: fc.option(fc.integer({ min: 0, max: 30 })),
  ownerless: fc.boolean(),
})

type Worsening = (form: GradeForm) => GradeForm

const worseResult = (item: SurveyItem, now: SurveyResult): SurveyResult => {
  const levels: readonly SurveyResult[] = allowedResults(item).filter((result) => result !== 'NV')
  return (levels.includes(now) ? levels[levels.indexOf(now) + 1] : undefined) ?? now
}

const worseItems: readonly Worsening[] = surveyItems.flatMap((item): readonly Worsening[] => [
  (form) => ({
    ...form,
    answers: { ...form.answers, [item.id]: worseResult(item, form.answers[item.id] ?? 'NA') },
  }),
  (form) => ({
    ...form,
    answers: { ...form.answers, [item.id]: form.answers[item.id] === 'ok' ? 'NV' : (form.answers[item.id] ?? 'NA') },
  }),
])
const worseExposure: Worsening = (form) => ({
  ...form,
  exposure: exposures[exposures.indexOf(form.exposure) + 1] ?? 'E3',
})
const worseAlert: Worsening = (form) => ({
  ...form,
  windAlert: windAlerts[windAlerts.indexOf(form.windAlert) + 1] ?? 'red',
})
const worseFacts: readonly Worsening[] = [
  (form) => ({ ...form, requiredTest: true }),
  (form) => ({ ...form, ownerless: true }),
  (form) => ({ ...form, ageYears: null }),
]

test('of 100,000 random forms each is decided by exactly one row, the one that the published table names', () => {
  const decided = new Set<number>()
  fc.assert(
    fc.property(forms, (form) => {
      const { row, grade } = gradeOf(form)
      decided.add(row)
      const first = gradeTable.find((each) => alternativeOf(each, form))?.row
      return row === first && grade === gradeByHand(form)
    }),
    { numRuns: runs },
  )
  expect([...decided].sort((left, right) => left - right)).toEqual(gradeTable.map(({ row }) => row))
})

/** Each form is made worse by one step in each of these ways; what is at its worst stays. */
const worsenings = fc.tuple(
  fc.constantFrom(...worseItems, ...worseFacts),
  fc.constant(worseExposure),
  fc.constant(worseAlert),
)

test('of 100,000 random forms none is graded lower when an item, the exposure or the alert gets worse', () => {
  fc.assert(
    fc.property(forms, worsenings, (form, ways) => {
      const before = gradeRank(gradeOf(form).grade)
      return ways.every((worsen) => gradeRank(gradeOf(worsen(form)).grade) >= before)
    }),
    { numRuns: runs },
  )
})
