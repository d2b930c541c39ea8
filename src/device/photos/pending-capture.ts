import type { Clock } from '../../lib/clock.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'

export interface CaptureWhere {
  readonly draftId: string
  /** The form's address, to come back to. */
  readonly route: string
  readonly role: string
}

/** Remembers that the camera was opened: Android may end the page meanwhile, and starts the app at its first screen again. */
export interface PendingCapture {
  /** Resolves when it is on disk; the camera opens only then. */
  begin(where: CaptureWhere): Promise<void>
  end(): Promise<void>
  /** Where to go back to after the page was lost to the camera; null otherwise. Forgets it. */
  takeLost(): Promise<CaptureWhere | null>
  /** Whether this device has lost its page so before: then the viewfinder inside the page is the safer camera. */
  hasLostPage(): Promise<boolean>
}

/** Older than this it was no lost picture but an app that was closed. */
const freshMs = 30 * 60_000

export function createPendingCapture(db: XunhuDatabase, clock: Clock): PendingCapture {
  return {
    begin: (where) => saveFact(db, 'pendingCapture', { ...where, startedAtMs: clock.now() }),
    end: () => saveFact(db, 'pendingCapture', null),
    takeLost: async () => {
      const pending = await loadFact(db, 'pendingCapture')
      if (!pending) return null
      await saveFact(db, 'pendingCapture', null)
      if (clock.now() - pending.startedAtMs > freshMs) return null
      await saveFact(db, 'losesPageToCamera', true)
      return { draftId: pending.draftId, route: pending.route, role: pending.role }
    },
    hasLostPage: async () => (await loadFact(db, 'losesPageToCamera')) ?? false,
  }
}
