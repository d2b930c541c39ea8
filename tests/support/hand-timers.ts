/** Timers that fire only when a test says so, in their order. */
export interface HandTimers {
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown
  readonly clearTimeout: (timer: never) => void
  /** Lets so much time pass. */
  pass(durationMs: number): void
}

interface Waiting {
  readonly callback: () => void
  readonly dueMs: number
}

export function createHandTimers(onTime: (byMs: number) => void = () => undefined): HandTimers {
  const waiting = new Set<Waiting>()
  let nowMs = 0

  function pass(durationMs: number): void {
    const untilMs = nowMs + durationMs
    for (;;) {
      const next = [...waiting]
        .filter(({ dueMs }) => dueMs <= untilMs)
        .sort((left, right) => left.dueMs - right.dueMs)[0]
      const toMs = next?.dueMs ?? untilMs
      onTime(toMs - nowMs)
      nowMs = toMs
      if (!next) return
      waiting.delete(next)
      next.callback()
    }
  }

  return {
    setTimeout: (callback, delayMs) => {
      const timer: Waiting = { callback, dueMs: nowMs + delayMs }
      waiting.add(timer)
      return timer
    },
    clearTimeout: (timer) => waiting.delete(timer as Waiting),
    pass,
  }
}
