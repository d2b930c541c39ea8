import { computed, type ComputedRef } from 'vue'
import type { Role } from '../../domain/people/role.ts'
import type { Person } from '../../domain/people/person.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'
import { useTexts } from './use-texts.ts'

export interface People {
  readonly all: ComputedRef<readonly Person[]>
  /** A word for somebody whose name this phone does not know yet. */
  nameOf(personId: string): string
  roleOf(personId: string): Role | undefined
}

/** Colleagues as this phone knows them. */
export function usePeople(): People {
  const { assignments, session } = usePerson()
  const t = useTexts()
  const all = useLiveQuery(() => assignments.all('people'), [])
  const known = computed(() => new Map<string, Person>(all.value.map((person) => [person.id, person])))
  return {
    all: computed(() => all.value),
    nameOf: (personId) =>
      known.value.get(personId)?.name ?? (personId === session.personId ? session.name : t.duty.unknownPerson),
    roleOf: (personId) => known.value.get(personId)?.role ?? (personId === session.personId ? session.role : undefined),
  }
}
