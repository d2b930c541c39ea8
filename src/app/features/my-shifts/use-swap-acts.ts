import { ref, type Ref } from 'vue'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { RosterSwapDecided } from '../../../domain/duty/roster-entries.ts'
import type { KnownSwap } from '../../composables/use-swaps.ts'
import { usePerson } from '../../composables/use-person.ts'

export interface SwapActs {
  readonly saving: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  answer(known: KnownSwap, agreed: boolean): Promise<void>
  decide(known: KnownSwap, decision: Pick<RosterSwapDecided, 'approved' | 'overrides'>): Promise<void>
  takeBack(known: KnownSwap): Promise<void>
}

/** What may be said about a request; each is a record, made with or without network. */
export function useSwapActs(): SwapActs {
  const { journal } = usePerson()
  const saving = ref(false)
  const problem = ref<unknown>(null)

  async function record(entry: NewEntry): Promise<void> {
    if (saving.value) return
    saving.value = true
    problem.value = null
    try {
      await journal.record([entry])
    } catch (failure) {
      problem.value = failure
    } finally {
      saving.value = false
    }
  }
  const about = ({ swap, scope }: KnownSwap) => ({
    scope,
    subjects: swap.inReturn ? [swap.shiftId, swap.inReturn.shiftId] : [swap.shiftId],
    after: [swap.request],
  })
  return {
    saving,
    problem,
    answer: (known, agreed) =>
      record({ ...about(known), kind: 'roster.swapAnswered', data: { request: known.swap.request, agreed } }),
    decide: (known, { approved, overrides }) =>
      record({
        ...about(known),
        kind: 'roster.swapDecided',
        data: { request: known.swap.request, approved, overrides },
      }),
    takeBack: (known) => record({ ...about(known), kind: 'record.withdrawn', data: { target: known.swap.request } }),
  }
}
