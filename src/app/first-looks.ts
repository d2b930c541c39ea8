import { nextTick } from 'vue'

/** Longer than any good storage takes; a screen without its data is better than none. */
const storagePatienceMs = 500

/** The first looks of a screen into the database, so that it can be shown whole. */
export interface FirstLooks {
  /** A look has begun; call what is returned once it has had its first result, its failure or its end. */
  begin(): () => void
  /** Resolves when no look is under way and none has begun by drawing what was seen; at the latest after half a second, or what is told. */
  settled(patienceMs?: number): Promise<void>
}

export function createFirstLooks(setTimeout: (callback: () => void, delayMs: number) => unknown): FirstLooks {
  let underWay = 0
  let onIdle: (() => void) | undefined

  async function checkIdle(): Promise<void> {
    // Drawing a result may begin the looks of what it contains.
    await nextTick()
    if (underWay === 0) onIdle?.()
  }

  return {
    begin: () => {
      let isOver = false
      underWay += 1
      return () => {
        if (isOver) return
        isOver = true
        underWay -= 1
        if (underWay === 0 && onIdle) void checkIdle()
      }
    },
    settled: (patienceMs = storagePatienceMs) =>
      new Promise((resolve) => {
        onIdle = resolve
        setTimeout(resolve, patienceMs)
        void checkIdle()
      }),
  }
}
