import { computed, type ComputedRef } from 'vue'
import type { Person } from '../../../domain/people/person.ts'
import { usePeople } from '../../composables/use-people.ts'
import { usePerson } from '../../composables/use-person.ts'

/** 执法证 of the signed-in person as the bureau's register has it; undefined where this phone knows of none. */
export function useOwnCertificate(): ComputedRef<Person['certificate']> {
  const { session } = usePerson()
  const people = usePeople()
  return computed(() => people.all.value.find(({ id }) => id === session.personId)?.certificate)
}
