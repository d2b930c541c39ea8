import type { SimulatedPhone } from '../simulated-phone.ts'
import type { World } from '../world.ts'

/** Does something on one phone, or to it; says what for the history. */
export type Command = (world: World, phone: SimulatedPhone) => Promise<string>

export const pick = <T>({ random }: World, from: readonly T[]): T | undefined =>
  from[Math.floor(random.next() * from.length)]

/** A whole number from 0 to `most`. */
export const upTo = ({ random }: World, most: number): number => Math.floor(random.next() * (most + 1))
