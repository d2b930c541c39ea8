import * as v from 'valibot'
import { Instant } from '../instant.ts'
import { PhotoRule } from './photo-rule.ts'

/** A limit with its unit: 紧急工作时 urgentHour, 工作时 workHour, 工作日 workDay, 自然日 day. */
export const TimeLimit = v.looseObject({
  condition: v.optional(v.string()),
  amount: v.pipe(v.number(), v.minValue(0)),
  unit: v.picklist(['urgentHour', 'urgentDay', 'workHour', 'workDay', 'day']),
  /** 结案条件, where each condition has its own. */
  closing: v.optional(v.string()),
})
export type TimeLimit = v.InferOutput<typeof TimeLimit>

/** 小类. The slug is ours and stable; `gbCode` is the bureau's editable mapping. */
export const CaseCategory = v.looseObject({
  slug: v.pipe(v.string(), v.regex(/^[a-z]+\.[A-Za-z]+$/)),
  label: v.string(),
  /** First letters of the label's pinyin, lower case: 店外经营 → `dwjy`. */
  initials: v.pipe(v.string(), v.regex(/^[a-z0-9]+$/)),
  type: v.picklist(['event', 'component', 'local']),
  gbCode: v.string(),
  /** 大类, as the bureau's own standard has it. */
  majorLabel: v.optional(v.string()),
  /** 责任主体, by the bureau's own standard. */
  responsible: v.optional(v.string()),
  limits: v.array(TimeLimit),
  closing: v.optional(v.string()),
  photo: PhotoRule,
})
export type CaseCategory = v.InferOutput<typeof CaseCategory>

/** 案件分类 as one versioned document. */
export const CategoryTable = v.looseObject({
  version: v.number(),
  rows: v.array(CaseCategory),
  /** Where this version came from; absent for the one that a bureau starts with. */
  source: v.optional(v.looseObject({ fileName: v.string(), importedAt: Instant })),
})
export type CategoryTable = v.InferOutput<typeof CategoryTable>
