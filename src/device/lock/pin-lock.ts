import type { PersonId } from '../../domain/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { fromBase64, toBase64 } from '../rescue/base64.ts'
import type { DerivePin } from './derive-pin.ts'
import { pinDelayMs } from './pin-delay.ts'
import type { LockAfterMinutes, PinMemory, PinRecord } from './pin-memory.ts'

const saltBytes = 16

export type PinOutcome = 'right' | 'wrong' | 'waiting'

/** One's own PIN on this phone: it keeps the app's screens from a finder's eyes, not the storage from who can read that. */
export interface PinLock {
  isSet(personId: PersonId): boolean
  /** Null where none is set. */
  afterMinutes(personId: PersonId): LockAfterMinutes | null
  /** In place of any earlier one. */
  set(personId: PersonId, pin: string, afterMinutes: LockAfterMinutes): Promise<void>
  /** Waiting: it was not looked at, for too many were wrong before. */
  try(personId: PersonId, pin: string): Promise<PinOutcome>
  /** Until the next try is looked at. */
  waitMs(personId: PersonId): number
  forget(personId: PersonId): void
}

export interface PinLockParts {
  readonly memory: PinMemory
  readonly derive: DerivePin
  readonly clock: Clock
  readonly random: Random
}

export function createPinLock({ memory, derive, clock, random }: PinLockParts): PinLock {
  /** Never longer than the delay itself: a clock that was set back must not lock anybody out for days. */
  function waitOf({ notBeforeMs, wrongTries }: PinRecord): number {
    return Math.min(pinDelayMs(wrongTries), Math.max(0, notBeforeMs - clock.now()))
  }

  /** Counted before it is looked at: to end the app while it is being looked at saves no try. */
  function countWrong(personId: PersonId, record: PinRecord): void {
    const wrongTries = record.wrongTries + 1
    memory.save(personId, { ...record, wrongTries, notBeforeMs: clock.now() + pinDelayMs(wrongTries) })
  }

  return {
    isSet: (personId) => memory.load(personId) !== null,
    afterMinutes: (personId) => memory.load(personId)?.afterMinutes ?? null,
    waitMs: (personId) => {
      const record = memory.load(personId)
      return record ? waitOf(record) : 0
    },
    set: async (personId, pin, afterMinutes) => {
      const salt = new Uint8Array(random.bytes(saltBytes))
      const hash = await derive(pin, salt)
      memory.save(personId, { salt: toBase64(salt.buffer), hash, afterMinutes, wrongTries: 0, notBeforeMs: 0 })
    },
    try: async (personId, pin) => {
      const record = memory.load(personId)
      if (!record) return 'right'
      if (waitOf(record) > 0) return 'waiting'
      countWrong(personId, record)
      const salt = new Uint8Array(fromBase64(record.salt) ?? new ArrayBuffer(0))
      if ((await derive(pin, salt)) !== record.hash) return 'wrong'
      memory.save(personId, { ...record, wrongTries: 0, notBeforeMs: 0 })
      return 'right'
    },
    forget: (personId) => memory.forget(personId),
  }
}
