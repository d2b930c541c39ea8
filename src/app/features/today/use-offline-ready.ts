import { onMounted, onScopeDispose, ref, type Ref } from 'vue'
import { isOfflineReady } from '../../../device/health/field-readiness.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'

/** Not while the first screen is being drawn: the look writes a megabyte and reads it back. */
const lookAfterMs = 2_500

/** Whether 离线可用 may be said; looked at once each time 今日 is opened. */
export function useOfflineReady(): Readonly<Ref<boolean>> {
  const services = useServices()
  const person = usePerson()
  const ready = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => {
    timer = setTimeout(() => {
      void services.readiness(person).then((readiness) => (ready.value = isOfflineReady(readiness)))
    }, lookAfterMs)
  })
  onScopeDispose(() => clearTimeout(timer))
  return ready
}
