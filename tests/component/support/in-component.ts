import { mount, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { createFirstLooks } from '../../../src/app/first-looks.ts'
import { createProblems, type Problems } from '../../../src/app/problems.ts'
import { appServicesKey, type AppServices } from '../../../src/app/services.ts'

export interface InComponent<T> {
  /** What the composable gave. */
  readonly result: T
  readonly problems: Problems
  leave(): void
}

/** Runs a composable where a screen would: in the setup of a component that is on the page until `leave`. */
export function inComponent<T>(use: () => T, services: Partial<AppServices> = {}): InComponent<T> {
  const problems = createProblems()
  const firstLooks = createFirstLooks(setTimeout)
  let result: T | undefined
  const screen = defineComponent(() => {
    result = use()
    return () => h('div')
  })
  const wrapper: VueWrapper = mount(screen, {
    global: { provide: { [appServicesKey as symbol]: { firstLooks, problems, ...services } } },
    attachTo: document.body,
  })
  return { result: result as T, problems, leave: () => wrapper.unmount() }
}
