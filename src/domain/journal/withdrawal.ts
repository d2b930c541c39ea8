import * as v from 'valibot'
import { EntryId } from '../ids.ts'

/** 撤销: the author takes back an entry of their own. Both stay; folds leave the target out. Subjects: the target's. */
export const RecordWithdrawn = v.looseObject({
  target: EntryId,
  reason: v.optional(v.pipe(v.string(), v.maxLength(500))),
})
export type RecordWithdrawn = v.InferOutput<typeof RecordWithdrawn>
