/** One run of a program, a phone's app or the server: it ends at any step, and what it had not finished is never finished. */
export interface Fuse {
  /** The run ends at its `steps`-th step from now: a transaction, a write within one, a call, a file. */
  light(steps: number): void
  putOut(): void
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
    putOut: () => (stepsLeft = Infinity),
    blow,
    isBlown: () => isBlown,
    step: () => {
      stepsLeft -= 1
      if (stepsLeft <= 0) blow()
      if (isBlown) throw new Killed('killed')
    },
    blown,
  }
}
