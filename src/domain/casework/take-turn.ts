import { correctedAtMs } from '../journal/entry.ts'
import { moveClock } from './case-clock.ts'
import { isClosedCase, isOpenCase } from './case-stage.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { RecheckTurn } from './recheck.ts'

/** The life of a sign's case, and as it was before a survey closed it; null where none has. */
interface Turned {
  readonly life: Lifecycle
  readonly before: Lifecycle | null
}

/** 销号: the hazard is gone, and nothing is asked of anybody any more. */
function closed(life: Lifecycle, { entry, stamp }: RecheckTurn['survey']): Lifecycle {
  const atMs = correctedAtMs(entry)
  return {
    ...life,
    stage: 'closed',
    clock: moveClock(life.clock, 'stops', atMs, null),
    verifying: null,
    request: null,
    closing: { by: entry.author, atMs, receivedAt: stamp?.receivedAt ?? null },
  }
}

/** A survey of the sign: one that finds the hazard again puts the case back to where it was, for the hazard was never gone. */
export function takeTurn({ life, before }: Turned, { survey, closes }: RecheckTurn): Turned {
  if (closes) return isOpenCase(life.stage) ? { life: closed(life, survey), before: life } : { life, before }
  if (!before || !isClosedCase(life.stage)) return { life, before }
  // What was done since stays in its history.
  return { life: { ...before, steps: life.steps }, before: null }
}
