import { shallowRef, type ShallowRef } from 'vue'
import type { PinLock, PinOutcome } from '../device/lock/pin-lock.ts'
import type { LockAfterMinutes } from '../device/lock/pin-memory.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Clock } from '../lib/clock.ts'

/** 锁屏: nothing of the person's work is on the screen until her PIN, or her password, was given. */
export interface ScreenLock {
  readonly closed: Readonly<ShallowRef<boolean>>
  /** Her screens have been there since the app began: what she was filling in stays behind the lock. */
  readonly wasOpen: Readonly<ShallowRef<boolean>>
  readonly afterMinutes: Readonly<ShallowRef<LockAfterMinutes | null>>
  setPin(pin: string, afterMinutes: LockAfterMinutes): Promise<void>
  removePin(): void
  close(): void
  tryPin(pin: string): Promise<PinOutcome>
  waitMs(): number
  /** Somebody has just shown who they are. Whoever came past her own closed lock so has forgotten its PIN: it goes. */
  passedBySignIn(personId: PersonId): void
}

export interface ScreenLockParts {
  readonly pins: PinLock
  readonly clock: Clock
  readonly document: Pick<Document, 'addEventListener' | 'visibilityState'>
  /** Whoever works here; null where nobody does. */
  personId(): PersonId | null
}

const minuteMs = 60_000

/** Begins closed where the person who works here has a PIN; closes again when the app was out of sight for long enough. */
export function createScreenLock({ pins, clock, document, personId }: ScreenLockParts): ScreenLock {
  const locks = (): boolean => {
    const person = personId()
    return person !== null && pins.isSet(person)
  }
  const minutesOf = (): LockAfterMinutes | null => {
    const person = personId()
    return person === null ? null : pins.afterMinutes(person)
  }
  const closed = shallowRef(locks())
  const wasOpen = shallowRef(!closed.value)
  const afterMinutes = shallowRef(minutesOf())
  let closedFor = closed.value ? personId() : null
  let hiddenAtMs: number | null = null

  function open(): void {
    closed.value = false
    closedFor = null
    wasOpen.value = true
    afterMinutes.value = minutesOf()
  }

  function close(): void {
    if (!locks()) return
    closedFor = personId()
    closed.value = true
  }

  function cameBack(): void {
    const awayMs = hiddenAtMs === null ? 0 : clock.now() - hiddenAtMs
    hiddenAtMs = null
    const minutes = minutesOf()
    // A clock that went back says nothing of how long it was.
    if (minutes !== null && (awayMs < 0 || awayMs >= minutes * minuteMs)) close()
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hiddenAtMs = clock.now()
    else cameBack()
  })

  return {
    closed,
    wasOpen,
    afterMinutes,
    close,
    setPin: async (pin, minutes) => {
      const person = personId()
      if (person === null) return
      await pins.set(person, pin, minutes)
      afterMinutes.value = minutes
    },
    removePin: () => {
      const person = personId()
      if (person !== null) pins.forget(person)
      open()
    },
    tryPin: async (pin) => {
      const person = personId()
      const outcome = person === null ? 'right' : await pins.try(person, pin)
      if (outcome === 'right') open()
      return outcome
    },
    waitMs: () => {
      const person = personId()
      return person === null ? 0 : pins.waitMs(person)
    },
    passedBySignIn: (person) => {
      if (closedFor === person) pins.forget(person)
      open()
    },
  }
}
