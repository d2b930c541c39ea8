import { ref, shallowRef } from 'vue'
import { isOpenCase } from '../../../domain/casework/case-stage.ts'
import type { SamePointResponse } from '../../../protocol/complaints.ts'
import type { SamePointQuery } from '../../office-api.ts'
import { useServices } from '../../composables/use-services.ts'

type Same = SamePointResponse['rows']

/** Every complaint about the point so far, whichever case it went to. */
export const nthOf = (same: Same): number => 1 + same.reduce((sum, { complaints }) => sum + complaints, 0)

/** The case that somebody works on already; none where all of them are over. */
export const openCaseOf = (same: Same): Same[number] | undefined => same.find(({ row }) => isOpenCase(row.state))

/** 同一点位: looked up while the form is filled in. */
export function useSamePoint() {
  const { office } = useServices()
  const same = shallowRef<Same>([])
  const problem = ref<unknown>(null)
  let asked = 0

  async function look(query: SamePointQuery): Promise<void> {
    const ticket = (asked += 1)
    if (query.place.trim() === '' || query.category === '') {
      same.value = []
      return
    }
    try {
      const found = await office.samePoint(query)
      if (ticket !== asked) return
      same.value = found
      problem.value = null
    } catch (failure) {
      if (ticket === asked) problem.value = failure
    }
  }

  return { same, problem, look }
}
