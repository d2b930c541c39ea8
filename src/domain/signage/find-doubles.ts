import type { SubjectId } from '../ids.ts'
import { findTwins, type KnownSign } from './find-twins.ts'

/** Two signs of the register that may be one. */
export interface Doubles<T extends KnownSign> {
  readonly one: T
  readonly other: T
  readonly awayM: number
  readonly likeness: number
}

/** Longer than the reach of a twin anywhere in China (30 m at 54° north are 0.00046° of longitude): only neighbours are compared. */
const cellDegrees = 0.001

const cellOf = (degrees: number): number => Math.floor(degrees / cellDegrees)
const keyOf = (row: number, column: number): string => `${row} ${column}`

function byCell<T extends KnownSign>(signs: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const cells = new Map<string, T[]>()
  for (const sign of signs) {
    const key = keyOf(cellOf(sign.point.lat), cellOf(sign.point.lng))
    cells.set(key, [...(cells.get(key) ?? []), sign])
  }
  return cells
}

const around = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => [row, column] as const))

/** Pairs that most likely are one sign, likeliest first, each once: near and of like wording. */
export function findDoubles<T extends KnownSign>(signs: readonly T[]): readonly Doubles<T>[] {
  const cells = byCell(signs)
  const seen = new Set<SubjectId>()
  const found: Doubles<T>[] = []
  for (const one of signs) {
    seen.add(one.signId)
    const near = around.flatMap(
      ([row, column]) => cells.get(keyOf(cellOf(one.point.lat) + row, cellOf(one.point.lng) + column)) ?? [],
    )
    const sighting = { point: one.point, accuracyM: null, content: one.content, label: '' }
    const others = near.filter(({ signId }) => !seen.has(signId))
    for (const { sign: other, awayM, likeness } of findTwins(sighting, others))
      found.push({ one, other, awayM: awayM ?? 0, likeness })
  }
  return found.sort((left, right) => right.likeness - left.likeness || left.awayM - right.awayM)
}
