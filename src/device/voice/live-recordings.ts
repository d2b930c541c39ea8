import type { PartId } from '../../domain/ids.ts'

/** Which recordings are going on in any window: one that is not was left behind by a page that is gone. */
export interface LiveRecordings {
  /** Until the returned function is called, or the page ends. */
  begin(partId: PartId): () => void
  has(partId: PartId): Promise<boolean>
}

const nameOf = (partId: PartId): string => `xunhu-voice-${partId}`

/** By Web Locks, which the browser takes from a page that has died; without them this window knows its own alone. */
export function createLiveRecordings(locks: LockManager | undefined): LiveRecordings {
  const own = new Set<PartId>()
  return {
    begin: (partId) => {
      own.add(partId)
      let letGo = (): void => undefined
      const held = new Promise<void>((resolve) => (letGo = resolve))
      // A browser that refuses the lock records all the same.
      locks?.request(nameOf(partId), () => held).catch(() => undefined)
      return () => {
        own.delete(partId)
        letGo()
      }
    },
    has: async (partId) => {
      if (own.has(partId) || !locks) return own.has(partId)
      const { held } = await locks.query()
      return held?.some(({ name }) => name === nameOf(partId)) ?? false
    },
  }
}
