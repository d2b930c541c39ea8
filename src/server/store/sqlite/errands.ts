import type { Errand, Store } from '../store.ts'

/** Errands one after the other: no other process is on the file. */
export function createErrands(): Store['alone'] {
  const last = new Map<Errand, Promise<unknown>>()
  return (errand, job) => {
    const done = (last.get(errand) ?? Promise.resolve()).then(job)
    last.set(
      errand,
      done.catch(() => undefined),
    )
    return done
  }
}
