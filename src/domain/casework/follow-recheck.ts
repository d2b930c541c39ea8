import { correctedAtMs } from '../journal/entry.ts'
import { moveClock } from './case-clock.ts'
import { isClosedCase, isOpenCase } from './case-stage.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { PassedRecheck } from './recheck.ts'
import type { RecheckTurn } from './recheck-turns.ts'

/** While a sign's case is closed by a survey: by which, and the life that it is put back to. */
export interface ClosedByRecheck {
  readonly passed: PassedRecheck
  readonly before: Lifecycle
}

/** The life of a sign's case; `recheck` is null while no survey has closed it. */
export interface RecheckedLife {
  readonly life: Lifecycle
  readonly recheck: ClosedByRecheck | null
}

/** 销号: the hazard is gone, and nothing is asked of anybody any more. */
function closed(life: Lifecycle, { by, atMs }: PassedRecheck, { item: { entry, stamp } }: RecheckTurn): Lifecycle {
  // A survey whose picture was brought later closes with the picture.
  const closedAtMs = Math.max(atMs, correctedAtMs(entry))
  return {
    ...life,
    stage: 'closed',
    clock: moveClock(life.clock, 'stops', closedAtMs, null),
    verifying: null,
    request: null,
    closing: { by, atMs: closedAtMs, receivedAt: stamp?.receivedAt ?? null },
  }
}

/** A hazard that was never gone puts the case back to where it was, unless the office has opened it again meanwhile. */
export function followRecheck({ life, recheck }: RecheckedLife, turn: RecheckTurn): RecheckedLife {
  const passed = turn.closed
  if (passed)
    return isOpenCase(life.stage)
      ? { life: closed(life, passed, turn), recheck: { passed, before: life } }
      : { life, recheck: recheck && { ...recheck, passed } }
  // What was done since stays in its history.
  return { life: recheck ? { ...recheck.before, steps: life.steps } : life, recheck: null }
}

/** After an act: what the office has opened again is closed by no survey any more. */
export const afterAct = (life: Lifecycle, recheck: ClosedByRecheck | null): RecheckedLife => ({
  life,
  recheck: isClosedCase(life.stage) ? recheck : null,
})
