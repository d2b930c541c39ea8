import type { StampedEntry } from '../journal/entry.ts'
import type { SignPlaced, SignRegistered } from './sign-entries.ts'

const placedAt = (facts: SignRegistered, { point, streetId }: SignPlaced): SignRegistered => ({
  ...facts,
  point,
  ...(streetId ? { streetId } : {}),
})

/**
 * What the register says of a sign, from its effective records in captured order; null without a registration.
 *
 * The newest registration stands, with the place that was put right after it. A place put right before it was known to whoever
 * registered anew, and has given way.
 */
export const standingFacts = (entries: readonly StampedEntry[]): SignRegistered | null =>
  entries.reduce<SignRegistered | null>((facts, { entry }) => {
    if (entry.kind === 'sign.registered') return entry.data
    return entry.kind === 'sign.placed' && facts ? placedAt(facts, entry.data) : facts
  }, null)
