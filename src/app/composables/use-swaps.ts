import { computed, type ComputedRef } from 'vue'
import type { Swap } from '../../domain/duty/fold-swaps.ts'
import { localDate } from '../../domain/duty/local-day.ts'
import { isSwapOpen, swapStatus, type SwapShifts, type SwapStatus } from '../../domain/duty/swap-status.ts'
import type { ScopeId } from '../../domain/ids.ts'
import { may } from '../../domain/people/permissions.ts'
import { useDutyNow } from './use-duty-now.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

/** A request with where it stands, and what the signed-in person has to do with it. */
export interface KnownSwap {
  readonly swap: Swap
  readonly scope: ScopeId
  readonly shifts: SwapShifts
  readonly status: SwapStatus
  /** What she may say now: answer as the colleague, decide as a captain, take back as the asker; null where nothing. */
  readonly turn: 'answer' | 'decide' | 'takeBack' | null
}

type Found = Pick<KnownSwap, 'swap' | 'scope' | 'shifts'>

/** 换班 about days to come, of this person, or of the whole squad for its captain. */
export function useSwaps(): ComputedRef<readonly KnownSwap[]> {
  const { assignments, database, session } = usePerson()
  const nowMs = useDutyNow(60_000)
  const today = computed(() => localDate(nowMs.value, session.timeZone))
  const decides = (scope: ScopeId): boolean =>
    session.members.some((member) => member.scope === scope && may(member.role, 'decideSwap'))

  const found = useLiveQuery<readonly Found[]>(async () => {
    const rows = await database.rosters.where('swapDate').aboveOrEqual(today.value).toArray()
    const swaps = rows.flatMap(({ scope, value }) => value.swaps.map((swap) => ({ swap, scope })))
    return Promise.all(
      swaps.map(async ({ swap, scope }) => {
        const shift = await assignments.one('shifts', swap.shiftId)
        const inReturn = swap.inReturn ? await assignments.one('shifts', swap.inReturn.shiftId) : undefined
        return { swap, scope, shifts: { shift, inReturn } }
      }),
    )
  }, [])

  function turnOf({ swap, scope }: Found, status: SwapStatus): KnownSwap['turn'] {
    if (!isSwapOpen(status)) return null
    if (swap.from === session.personId) return 'takeBack'
    if (swap.to === session.personId && swap.answer === null) return 'answer'
    return status === 'agreed' && decides(scope) ? 'decide' : null
  }

  return computed(() =>
    found.value
      .map((each): KnownSwap => {
        const status = swapStatus(each.swap, each.shifts, nowMs.value)
        return { ...each, status, turn: turnOf(each, status) }
      })
      .filter(({ swap, turn }) => swap.from === session.personId || swap.to === session.personId || turn === 'decide')
      .sort((one, other) => other.swap.askedAtMs - one.swap.askedAtMs),
  )
}
