import * as v from 'valibot'
import { PersonId } from '../ids.ts'
import { Instant } from '../instant.ts'

/**
 * What the checks of a roster find. The codes stand in documents: none is renamed or used again.
 *
 * `nobody`: a post without people. `tooFew`: under two at a school. `noOfficer`: none of them with a valid 执法证.
 * `auxAlone`: 协管员 only at this post. `overlap`: one person at two posts at once. `noTeaching`: schools are closed.
 * `noBell`: the school has no such bell that day. `bellMoved`: the bell rings at another time now. `unfit`: not in service here.
 */
export const FindingCode = v.picklist([
  'nobody',
  'tooFew',
  'noOfficer',
  'auxAlone',
  'overlap',
  'noTeaching',
  'noBell',
  'bellMoved',
  'unfit',
])
export type FindingCode = v.InferOutput<typeof FindingCode>

/** Why the captain lets a finding stand; it is published with the shift and stays in it. */
export const ShiftOverride = v.looseObject({
  code: FindingCode,
  reason: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  by: PersonId,
  at: Instant,
})
export type ShiftOverride = v.InferOutput<typeof ShiftOverride>
