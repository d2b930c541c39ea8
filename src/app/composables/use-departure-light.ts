import type { Ref } from 'vue'
import { loadDepartureLight, type DepartureLight } from '../../device/sync/departure-light.ts'
import type { PersonId } from '../../domain/ids.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'
import { useServices } from './use-services.ts'

/** 可以离岗, or what is missing; undefined until the first look into the database. */
export function useDepartureLight(): Readonly<Ref<DepartureLight | undefined>> {
  const { database, session } = usePerson()
  const { clock } = useServices()
  return useLiveQuery<DepartureLight | undefined>(
    () => loadDepartureLight(database, session.personId as PersonId, clock.now()),
    undefined,
  )
}
