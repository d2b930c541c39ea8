import type { DBCore } from 'dexie'
import type { XunhuDatabase } from '../../src/device/database/database.ts'

/** One run of the app on a phone: it ends at any step, and what it had not finished is never finished. */
export interface Fuse {
  /** The run ends at its `steps`-th step from now: a transaction, a write within one, a call. */
  light(steps: number): void
  blow(): void
  isBlown(): boolean
  /** One step. Throws once the run is over. */
  step(): void
  /** Resolves when the run ends. */
  readonly blown: Promise<void>
}

export class Killed extends Error {
  override readonly name = 'Killed'
}

export function createFuse(): Fuse {
  let stepsLeft = Infinity
  let isBlown = false
  let resolveBlown = (): void => undefined
  const blown = new Promise<void>((resolve) => (resolveBlown = resolve))
  const blow = (): void => {
    isBlown = true
    resolveBlown()
  }
  return {
    light: (steps) => (stepsLeft = steps),
    blow,
    isBlown: () => isBlown,
    step: () => {
      stepsLeft -= 1
      if (stepsLeft <= 0) blow()
      if (isBlown) throw new Killed('the phone was killed')
    },
    blown,
  }
}

/** Lets the storage of a run end with it: a transaction that had not committed is not there. */
export function connectToFuse(db: XunhuDatabase, fuse: Fuse): void {
  db.use({
    stack: 'dbcore',
    name: 'fuse',
    create: (core: DBCore) => ({
      ...core,
      transaction: (stores, mode, options) => {
        fuse.step()
        return core.transaction(stores, mode, options)
      },
      table: (name) => {
        const table = core.table(name)
        return {
          ...table,
          mutate: (request) => {
            fuse.step()
            return table.mutate(request)
          },
        }
      },
    }),
  })
}
