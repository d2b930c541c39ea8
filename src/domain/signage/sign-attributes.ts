import * as v from 'valibot'
import {
  anticorrosion,
  carriers,
  faceMaterials,
  fixings,
  frames,
  keysOf,
  lights,
  ownerKinds,
  pathsBelow,
  permitStates,
  testStates,
} from './sign-options.ts'

const metres = (from: number, to: number) => v.pipe(v.number(), v.minValue(from), v.maxValue(to))
const wholeNumber = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to))
const text = (length: number) => v.pipe(v.string(), v.maxLength(length))
const date = v.pipe(v.string(), v.isoDate())

/** What a registration may say besides what it must: a sign that was imported says little, a surveyed one nearly all. */
export const optionalAttributes = {
  /** Sizes that nobody measured. */
  isEstimated: v.optional(v.boolean()),
  thickM: v.optional(metres(0.01, 5)),
  /** Where it is not width × height. */
  areaM2: v.optional(metres(0.01, 2_000)),
  areaReason: v.optional(text(200)),
  faces: v.optional(wholeNumber(1, 4)),
  topM: v.optional(metres(0.3, 300)),
  projectionM: v.optional(metres(0, 6)),
  pathBelow: v.optional(v.picklist(keysOf(pathsBelow))),
  isBusyPlace: v.optional(v.boolean()),
  designLifeYears: v.optional(wholeNumber(1, 50)),
  permit: v.optional(
    v.looseObject({
      state: v.picklist(keysOf(permitStates)),
      number: v.optional(text(60)),
      expiresOn: v.optional(date),
    }),
  ),
  test: v.optional(
    v.looseObject({
      state: v.picklist(keysOf(testStates)),
      agency: v.optional(text(60)),
      number: v.optional(text(60)),
      testedOn: v.optional(date),
      result: v.optional(text(60)),
    }),
  ),
  frame: v.optional(v.picklist(keysOf(frames))),
  anticorrosion: v.optional(v.picklist(keysOf(anticorrosion))),
  face: v.optional(v.picklist(keysOf(faceMaterials))),
  carrier: v.optional(v.picklist(keysOf(carriers))),
  fixing: v.optional(v.pipe(v.array(v.picklist(keysOf(fixings))), v.maxLength(7))),
  light: v.optional(v.picklist(keysOf(lights))),
  voltageV: v.optional(v.picklist([12, 24, 220, 380])),
  ownerKind: v.optional(v.picklist(keysOf(ownerKinds))),
  lastMaintainedOn: v.optional(date),
}
