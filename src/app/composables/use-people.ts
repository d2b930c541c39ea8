import { computed, type ComputedRef } from 'vue'
import type { Person } from '../../domain/people/person.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'
import { useTexts } from './use-texts.ts'

export interface People {
  readonly all: ComputedRef<readonly Person[]>
  /** A word for somebody whose name this phone does not know yet. */
  nameOf(personId: string): string
}

/** Colleagues as this phone knows them. */
export function usePeople(): People {
  const { assignments, session } = usePerson()
  const t = useTexts()
  const all = useLiveQuery(() => assignments.all('people'), [])
  const names = computed(() => new Map<string, string>(all.value.map((person) => [person.id, person.name])))
  return {
    all: computed(() => all.value),
    nameOf: (personId) =>
      names.value.get(personId) ?? (personId === session.personId ? session.name : t.duty.unknownPerson),
  }
}
