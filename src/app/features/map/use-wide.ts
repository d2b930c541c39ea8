import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the window is at least so wide, as a style sheet's query would say. */
export function useWide(leastPx: number): Readonly<Ref<boolean>> {
  const query = matchMedia(`(min-width: ${leastPx}px)`)
  const isWide = ref(query.matches)
  const look = (): void => {
    isWide.value = query.matches
  }
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return isWide
}
