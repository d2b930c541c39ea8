import * as v from 'valibot'
import { OutsideUnitId } from '../ids.ts'

export const outsideUnitKinds = [
  'municipal',
  'sanitation',
  'greening',
  'subdistrict',
  'school',
  'utility',
  'other',
] as const

/** 外单位: handles what we cannot, and has no account here (市政, 环卫, 园林, 街道, 学校, 水电气和通信权属单位). */
export const OutsideUnit = v.looseObject({
  id: OutsideUnitId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  kind: v.picklist(outsideUnitKinds),
  /** A desk and its number, as the bureau rings it up. */
  contact: v.optional(v.pipe(v.string(), v.maxLength(60))),
  /** False: no new sheet goes there. */
  active: v.boolean(),
})
export type OutsideUnit = v.InferOutput<typeof OutsideUnit>
