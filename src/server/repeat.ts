/** Calls again and again until the returned function ends it. */
export type Repeat = (everyMs: number, callback: () => void) => () => void

/** By the process's own timers, which keep nothing alive that wants to end. */
export const repeat: Repeat = (everyMs, callback) => {
  const timer = setInterval(callback, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
