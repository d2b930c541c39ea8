import { computed, type ComputedRef } from 'vue'
import { usePerson } from '../../composables/use-person.ts'
import { useDocuments } from './use-documents.ts'

/** Squads that this person may edit for, names by id. */
export function useOwnSquads(): ComputedRef<ReadonlyMap<string, string>> {
  const { session } = usePerson()
  const squads = useDocuments('squads')
  return computed(() => {
    const own = new Set(session.members.map((member) => member.scope as string))
    const mine = squads.documents.value.filter((row) => session.role === 'admin' || own.has(row.id))
    return new Map(mine.map((row) => [row.id, String(row.data['name'])]))
  })
}
