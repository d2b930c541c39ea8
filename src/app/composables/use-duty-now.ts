import { computed, type ComputedRef } from 'vue'
import { loadFact } from '../../device/database/facts.ts'
import { useLiveQuery } from './use-live-query.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'

/**
 * The present moment by the office's clock, as far as this phone knows it, ms since 1970.
 *
 * Records are dated so as well: a phone that runs ten minutes fast shows no wrong countdown and no wrong 在岗.
 */
export function useDutyNow(everyMs: number): ComputedRef<number> {
  const { database } = usePerson()
  const now = useNow(everyMs)
  const offsetMs = useLiveQuery(() => loadFact(database, 'clockOffsetMs'), undefined)
  return computed(() => now.value + (offsetMs.value ?? 0))
}
