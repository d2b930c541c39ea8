import { inject, provide, type InjectionKey, type Ref } from 'vue'
import { loadDepartureLight, type DepartureLight } from '../../device/sync/departure-light.ts'
import type { PersonId } from '../../domain/ids.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'
import { useServices } from './use-services.ts'

type Light = Readonly<Ref<DepartureLight | undefined>>

const lightKey: InjectionKey<Light> = Symbol('departure light')

/** 可以离岗, or what is missing; undefined until the first look into the database. Looked for once for all that a shell holds. */
export function useDepartureLight(): Light {
  return inject(lightKey, watchLight, true)
}

/** For the shell, whose parts all show the same light. */
export function provideDepartureLight(): Light {
  const light = watchLight()
  provide(lightKey, light)
  return light
}

function watchLight(): Light {
  const { database, session } = usePerson()
  const { clock } = useServices()
  return useLiveQuery<DepartureLight | undefined>(
    () => loadDepartureLight(database, session.personId as PersonId, clock.now()),
    undefined,
  )
}
