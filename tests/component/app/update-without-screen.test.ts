import { flushPromises, shallowMount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { ref, shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import App from '../../../src/app/App.vue'
import UpdatePrompt from '../../../src/app/features/update/UpdatePrompt.vue'
import { createProblems } from '../../../src/app/problems.ts'
import { appServicesKey, type AppServices } from '../../../src/app/services.ts'

afterEach(() => history.replaceState({}, '', '/'))

/** The app at an address whose screen cannot be loaded. */
async function openLostScreen(path: string) {
  history.replaceState({}, '', path)
  const lost = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/office/ledger', component: lost },
      { path: '/outside/:token', component: lost, meta: { outside: true } },
    ],
  })
  router.onError(() => undefined)
  await router.push(path).catch(() => undefined)
  const services = {
    problems: createProblems(),
    person: shallowRef(null),
    leaving: ref(null),
    lock: { closed: ref(false), wasOpen: ref(true) },
  } as unknown as AppServices
  const wrapper = shallowMount(App, {
    global: { plugins: [router], provide: { [appServicesKey as symbol]: services } },
  })
  await flushPromises()
  return wrapper
}

test('[FAULT-12] where the first screen is of a release that is gone, the new one is offered beside it', async () => {
  const app = await openLostScreen('/office/ledger')
  expect(app.findComponent(UpdatePrompt).exists()).toBe(true)
})

test('an outside unit’s phone is offered nothing, for it keeps nothing of ours', async () => {
  const app = await openLostScreen('/outside/a-link')
  expect(app.findComponent(UpdatePrompt).exists()).toBe(false)
})
