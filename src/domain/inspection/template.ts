import * as v from 'valibot'
import { Severity } from '../casework/severity.ts'
import { PhotoRule } from '../casework/photo-rule.ts'

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(60))

/** One sentence to answer 合格 / 不合格 / 不适用. */
export const CheckItem = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z]{2,3}-[A-Z0-9]{1,4}$/)),
  label,
  help: v.optional(v.string()),
  /** How grave a failure is, in the first zone; null where nothing is judged. */
  severity: v.nullable(Severity),
  photo: PhotoRule,
  /** Category slug of the finding that a failure opens; null where it opens none. */
  category: v.nullable(v.string()),
  /** Who may act (CG, JJ, GA …); several joined by `/`. */
  authority: v.optional(v.string()),
  disposition: v.optional(v.string()),
  /** As published, in the field's words; never law unless the bureau says so. */
  deadline: v.optional(v.string()),
  /** ★: keeps its severity in the outer zone. */
  starred: v.optional(v.boolean()),
  /** Part of the short form for daily use. */
  short: v.optional(v.boolean()),
})
export type CheckItem = v.InferOutput<typeof CheckItem>

/** A versioned checklist: drafts and records pin `id@version`, and a pinned version outlives its replacement. */
export const ChecklistTemplate = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z]{2,3}$/)),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: label,
  groups: v.array(v.looseObject({ id: v.string(), label, items: v.array(CheckItem) })),
  /** Zones that an answer names (XY: Z0 0–50 m, Z1 50–200 m); severity drops one step outside the first. */
  zones: v.optional(v.array(v.looseObject({ id: v.string(), label, fromM: v.number(), toM: v.number() }))),
})
export type ChecklistTemplate = v.InferOutput<typeof ChecklistTemplate>
