import { computed, type ComputedRef } from 'vue'
import { nearestGateM } from '../../domain/place/nearest-gate.ts'
import { windRoute, type WindStop } from '../../domain/signage/wind-route.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'
import { useWindAlert } from './use-wind-alert.ts'

/** Tonight's route from what this device knows: the register is on the phone, so the route needs no network. */
export function useWindRoute(): ComputedRef<readonly WindStop[]> {
  const { assignments, database } = usePerson()
  const alert = useWindAlert()
  const rows = useLiveQuery(() => database.signs.toArray(), [])
  const schools = useLiveQuery(() => assignments.all('schools'), [])
  return computed(() =>
    windRoute(
      rows.value.map(({ value }) => value),
      ({ scope }) => alert.at(scope),
      ({ attributes }) => nearestGateM(attributes.point, schools.value),
    ),
  )
}
