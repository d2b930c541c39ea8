import { computed, type ComputedRef } from 'vue'
import type { Squad } from '../../domain/people/person.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'
import { useTexts } from './use-texts.ts'

export interface SquadNames {
  readonly all: ComputedRef<readonly Squad[]>
  /** A word for a squad whose document this device does not have yet. */
  nameOf(scope: string): string
}

/** Squads as this device knows them. */
export function useSquadNames(): SquadNames {
  const { assignments } = usePerson()
  const t = useTexts()
  const all = useLiveQuery(() => assignments.all('squads'), [])
  const known = computed(() => new Map<string, Squad>(all.value.map((squad) => [squad.id, squad])))
  return {
    all: computed(() => all.value),
    nameOf: (scope) => known.value.get(scope)?.name ?? t.duty.unknownSquad,
  }
}
