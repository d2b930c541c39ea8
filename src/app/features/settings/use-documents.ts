import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { ApiProblem } from '../../../device/http/api-problem.ts'
import type { AssignmentDoc } from '../../../domain/journal/assignment.ts'
import type { AssignmentEdit } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'

export interface Documents {
  readonly documents: ShallowRef<readonly AssignmentDoc[]>
  readonly loaded: Readonly<Ref<boolean>>
  readonly problem: Ref<unknown>
  reload(): Promise<void>
  /** True when it was saved; a stale edit reads the newest state again, so that nobody's change is lost. */
  save(edit: AssignmentEdit): Promise<boolean>
}

/** One collection of the office's documents as the server has it, with edits that name where they started from. */
export function useDocuments(collection: AssignmentEdit['collection']): Documents {
  const { office } = useServices()
  const documents = shallowRef<readonly AssignmentDoc[]>([])
  const loaded = ref(false)
  const problem = ref<unknown>(null)

  async function reload(): Promise<void> {
    try {
      documents.value = await office.assignments(collection)
      loaded.value = true
    } catch (failure) {
      problem.value = failure
    }
  }

  function put(id: string, saved: AssignmentDoc | null): void {
    documents.value = [...documents.value.filter((each) => each.id !== id), ...(saved ? [saved] : [])]
  }

  onMounted(() => void reload())
  return {
    documents,
    loaded,
    problem,
    reload,
    save: async (edit) => {
      try {
        const saved = await office.edit(edit)
        problem.value = null
        // What was saved is shown as saved, also where the line breaks before all is read again.
        put(edit.id, saved)
        await reload()
        return true
      } catch (failure) {
        if (failure instanceof ApiProblem && failure.code === 'assignment/stale') await reload()
        problem.value = failure
        return false
      }
    },
  }
}
