import * as v from 'valibot'

/** 合格, 不合格, 不适用. */
export const CheckResult = v.picklist(['pass', 'fail', 'na'])
export type CheckResult = v.InferOutput<typeof CheckResult>

/**
 * Answers given since the last save of one checklist in one shift. Subjects: the shift.
 *
 * A later answer to an item replaces the earlier one in the fold; both entries stay.
 */
export const InspectionAnswered = v.looseObject({
  templateId: v.string(),
  templateVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  zone: v.optional(v.string()),
  answers: v.array(
    v.looseObject({ itemId: v.string(), result: CheckResult, note: v.optional(v.pipe(v.string(), v.maxLength(500))) }),
  ),
})
export type InspectionAnswered = v.InferOutput<typeof InspectionAnswered>
