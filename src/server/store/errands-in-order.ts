import type { Errand, Store } from './store.ts'

/** Runs this process's jobs of an errand one after the other, in the order in which they were asked for. */
export function createErrandsInOrder(): Store['alone'] {
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
