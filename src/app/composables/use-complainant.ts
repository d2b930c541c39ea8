import { ref, shallowRef } from 'vue'
import { ApiProblem } from '../../device/http/api-problem.ts'
import type { EntryId } from '../../domain/ids.ts'
import type { ComplainantResponse } from '../../protocol/complaints.ts'
import { useServices } from './use-services.ts'

/** Who complained: asked for when somebody wants to know, and never kept. */
export function useComplainant(complaintId: EntryId) {
  const { office } = useServices()
  const person = shallowRef<ComplainantResponse | null>(null)
  const isForgotten = ref(false)
  const problem = ref<unknown>(null)

  async function reveal(): Promise<void> {
    try {
      person.value = await office.complainant(complaintId)
      problem.value = null
    } catch (failure) {
      isForgotten.value = failure instanceof ApiProblem && failure.code === 'request/not-found'
      problem.value = isForgotten.value ? null : failure
    }
  }

  return { person, isForgotten, problem, reveal }
}
