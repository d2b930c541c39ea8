import { onScopeDispose, ref, type Ref } from 'vue'
import { useServices } from './use-services.ts'

/** The present moment, ms since 1970, told again every `everyMs` and whenever the page is shown again. */
export function useNow(everyMs: number): Readonly<Ref<number>> {
  const { clock } = useServices()
  const now = ref(clock.now())
  const tell = (): void => {
    now.value = clock.now()
  }
  const timer = setInterval(tell, everyMs)
  document.addEventListener('visibilitychange', tell)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tell)
  })
  return now
}
