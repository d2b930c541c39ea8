import { backoffDelayMs } from '../../lib/backoff.ts'
import type { Random } from '../../lib/random.ts'
import type { Erasure } from '../../protocol/session.ts'
import type { OthersUnsent } from '../account/account.ts'
import type { Sleep } from '../database/with-db.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { erasureOf } from './erasure-of.ts'

/** What the person who holds the phone is shown. `kept`: people whose unsent work stays for them. */
export type LeaveStep =
  | { readonly step: 'sending' }
  /** The last try failed; the next one comes by itself. */
  | { readonly step: 'waiting' }
  | { readonly step: 'erasing' }
  | { readonly step: 'erased'; readonly kept: readonly string[] }

export interface LeaveParts {
  /** Rejects until everything of this person has been received. */
  uploadLast(): Promise<void>
  othersUnsent(): Promise<readonly OthersUnsent[]>
  /** Closes what is open and erases; rejects where something is left. */
  erase(kept: readonly OthersUnsent[]): Promise<void>
  /** Tells the office that it is done. */
  tellErased(keptPeople: number): Promise<void>
  readonly sleep: Sleep
  readonly random: Random
}

/** Until it succeeds; `giveUp` ends it for a failure after which no other try can. */
async function untilDone(
  work: () => Promise<void>,
  { sleep, random }: LeaveParts,
  { onFailure, giveUp }: { onFailure(): void; giveUp(failure: unknown): boolean },
): Promise<void> {
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await work()
    } catch (failure) {
      if (giveUp(failure)) return
      onFailure()
      await sleep(backoffDelayMs(attempts, random))
    }
  }
}

/** Meanwhile the office has learnt that the phone was stolen. */
const isNowStolen = (failure: unknown): boolean => failure instanceof ApiProblem && erasureOf(failure) === 'atOnce'

/** The session has ended, so that nobody can be told any more. */
const isUnheard = (failure: unknown): boolean => failure instanceof ApiProblem && failure.retry !== 'later'

/**
 * The end of a revoked phone: a last upload unless it was stolen, then the erasure, then word of it.
 *
 * Resolves when nothing of ours is left but, on a phone that was not stolen, what other people have not sent. Killed at any
 * moment it begins again with the next start, for the server says the same again.
 */
export async function leavePhone(parts: LeaveParts, order: Erasure, onStep: (step: LeaveStep) => void): Promise<void> {
  let erasure = order
  const retry = { onFailure: () => onStep({ step: 'waiting' }), giveUp: () => false }
  if (erasure === 'afterUpload') {
    onStep({ step: 'sending' })
    const giveUp = (failure: unknown): boolean => {
      if (isNowStolen(failure)) erasure = 'atOnce'
      return erasure === 'atOnce'
    }
    await untilDone(parts.uploadLast, parts, { ...retry, giveUp })
  }
  onStep({ step: 'erasing' })
  const kept = erasure === 'atOnce' ? [] : await parts.othersUnsent()
  await untilDone(() => parts.erase(kept), parts, retry)
  onStep({ step: 'erased', kept: kept.map(({ name }) => name) })
  await untilDone(() => parts.tellErased(kept.length), parts, { onFailure: () => undefined, giveUp: isUnheard })
}
