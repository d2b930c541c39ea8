import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { LocatorState } from '../../device/location/locator.ts'
import { useServices } from './use-services.ts'

/** Where this phone is, while the component that asks is on the screen. */
export function useLocator(): Readonly<ShallowRef<LocatorState>> {
  const { locator } = useServices()
  const state = shallowRef(locator.current())
  onScopeDispose(locator.watch((next) => (state.value = next)))
  return state
}
