import { beforeEach, describe, expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { createProblems } from '../../../src/app/problems.ts'
import { returnToLostForm } from '../../../src/app/return-to-lost-form.ts'
import type { AppServices } from '../../../src/app/services.ts'
import type { CaptureWhere } from '../../../src/device/photos/pending-capture.ts'

const empty = { render: () => null }

describe('an app that starts again after the camera cost it the page', () => {
  let router: Router
  let services: AppServices

  beforeEach(() => {
    router = createRouter({
      history: createMemoryHistory(),
      routes: [
        { path: '/', component: empty },
        { path: '/finding/:draftId', component: empty },
      ],
    })
  })

  async function start(takeLost: () => Promise<CaptureWhere | null>): Promise<void> {
    const person = shallowRef({ pendingCapture: { takeLost } })
    services = { person, problems: createProblems() } as unknown as AppServices
    await returnToLostForm(router, services)
  }

  test('comes back to the form, and the form is told why', async () => {
    await start(async () => ({ draftId: 'd', route: '/finding/d?shift=s-1', role: 'scene' }))
    expect(router.currentRoute.value.path).toBe('/finding/d')
    expect(router.currentRoute.value.query).toEqual({ shift: 's-1', lost: 'camera' })
  })

  test('stays at its beginning when nothing was lost', async () => {
    await start(async () => null)
    expect(router.currentRoute.value.matched).toEqual([])
  })

  test('opens all the same when that cannot be found out', async () => {
    const failure = new Error('storage/unavailable')
    await start(() => Promise.reject(failure))
    expect(services.problems.latest.value).toBe(failure)
  })

  test('opens when nobody is signed in', async () => {
    services = { person: shallowRef(null), problems: createProblems() } as unknown as AppServices
    await returnToLostForm(router, services)
    expect(services.problems.latest.value).toBeNull()
  })
})
