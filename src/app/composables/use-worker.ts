import type { Worker } from '../../domain/casework/possible-acts.ts'
import type { PersonId } from '../../domain/ids.ts'
import { usePerson } from './use-person.ts'

/** The signed-in person as one who works on cases. */
export function useWorker(): Worker {
  const { session } = usePerson()
  return {
    personId: session.personId as PersonId,
    role: session.role,
    scopes: session.members.map(({ scope }) => scope),
  }
}
