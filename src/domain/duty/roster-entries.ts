import * as v from 'valibot'
import { SeenShift } from './seen-shift.ts'

/**
 * 知悉: the author has seen this shift as it stood on the phone. Subjects: the shift.
 *
 * `released`: the shift, or the author's part in it, was taken away.
 */
export const RosterAcknowledged = v.looseObject({
  shift: SeenShift,
  standing: v.picklist(['assigned', 'released']),
})
export type RosterAcknowledged = v.InferOutput<typeof RosterAcknowledged>
