import * as v from 'valibot'
import { PersonId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { CounterId } from './counter.ts'
import { EquipmentId } from './equipment.ts'
import { ShiftSnapshot } from './shift.ts'

const reason = v.pipe(v.string(), v.minLength(1), v.maxLength(500))
const metres = v.nullable(v.pipe(v.number(), v.minValue(0)))

/**
 * Where a person stood, judged at capture against the post's radius; the position itself is a part.
 *
 * `inside`: distance − accuracy ≤ radius. `weakFix`: accuracy over 100 m. `noFix`: no position within 20 s or refused.
 */
export const Placement = v.looseObject({
  placed: v.picklist(['inside', 'outside', 'weakFix', 'noFix', 'notApplicable']),
  distanceM: metres,
  accuracyM: metres,
})
export type Placement = v.InferOutput<typeof Placement>

/** Opens −15 min, on time to the start, late to +15 min, then `absent` until the leader corrects it. */
export const Timeliness = v.picklist(['onTime', 'late', 'absent', 'notApplicable'])
export type Timeliness = v.InferOutput<typeof Timeliness>

/** 到岗. Subjects: the shift. Parts: `position`; `photo` with role `plaque` where no fix was had. */
export const DutyArrived = v.looseObject({
  /** `standIn` is 顶岗, `patrol` 巡查: shifts that no roster holds. */
  basis: v.picklist(['rostered', 'standIn', 'patrol']),
  shift: ShiftSnapshot,
  placement: Placement,
  timeliness: Timeliness,
  equipment: v.array(EquipmentId),
  /** Needed when `placed` is not `inside`. */
  reason: v.optional(reason),
})
export type DutyArrived = v.InferOutput<typeof DutyArrived>

/** 在岗 tap inside the window. Parts: `position`. */
export const DutyConfirmed = v.looseObject({ placement: Placement })
export type DutyConfirmed = v.InferOutput<typeof DutyConfirmed>

/** 临时离开, with why; over 10 minutes is flagged. */
export const DutySteppedAway = v.looseObject({ reason })
export type DutySteppedAway = v.InferOutput<typeof DutySteppedAway>

export const DutyReturned = v.looseObject({})
export type DutyReturned = v.InferOutput<typeof DutyReturned>

/** 快速计数 +1. Undone by `record.withdrawn`, never by −1. */
export const DutyTallied = v.looseObject({
  counter: CounterId,
  delta: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
})
export type DutyTallied = v.InferOutput<typeof DutyTallied>

/** 离岗, with the shift report as its author let it stand. */
export const DutyLeft = v.looseObject({
  mode: v.picklist(['ended', 'handedOver', 'early']),
  handedTo: v.optional(PersonId),
  crowdCleared: v.boolean(),
  /** Needed when `mode` is `early`. */
  reason: v.optional(reason),
  report: v.looseObject({
    text: v.pipe(v.string(), v.maxLength(10_000)),
    /** Whether a person changed the composed text. */
    edited: v.boolean(),
    weather: v.optional(v.pipe(v.string(), v.maxLength(40))),
  }),
})
export type DutyLeft = v.InferOutput<typeof DutyLeft>

/** 补录 by the captain for a person whose phone was dead; always marked as such, within 48 h. */
export const DutyBackfilled = v.looseObject({
  personId: PersonId,
  shift: ShiftSnapshot,
  arrivedAt: Instant,
  leftAt: v.nullable(Instant),
  reason,
})
export type DutyBackfilled = v.InferOutput<typeof DutyBackfilled>
