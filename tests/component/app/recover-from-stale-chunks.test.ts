import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { createProblems } from '../../../src/app/problems.ts'
import { recoverFromStaleChunks } from '../../../src/app/recover-from-stale-chunks.ts'
import type { AppServices } from '../../../src/app/services.ts'
import { createManualClock } from '../../support/manual-clock.ts'

describe('a screen whose file is gone from the server', () => {
  const failure = new TypeError('Failed to fetch dynamically imported module')
  const clock = createManualClock()
  let router: Router
  let services: AppServices
  let reload: ReturnType<typeof vi.spyOn>
  let isReachable: boolean

  beforeEach(() => {
    sessionStorage.clear()
    isReachable = true
    reload = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
    router = createRouter({
      history: createMemoryHistory(),
      routes: [
        { path: '/', component: { render: () => null } },
        { path: '/office/ledger', component: () => Promise.reject(failure) },
      ],
    })
    const about = (): Promise<unknown> => (isReachable ? Promise.resolve({}) : Promise.reject(new Error('offline')))
    services = { about, clock, problems: createProblems() } as unknown as AppServices
    recoverFromStaleChunks(router, services)
  })

  async function openLedger(): Promise<void> {
    await router.push('/office/ledger').catch(() => undefined)
    await flushPromises()
  }

  test('the page is loaded anew, at that screen', async () => {
    await openLedger()
    expect(reload).toHaveBeenCalledExactlyOnceWith('/office/ledger')
  })

  test('not without our server: the page on the screen is all there is', async () => {
    isReachable = false
    await openLedger()
    expect(reload).not.toHaveBeenCalled()
    expect(services.problems.latest.value).toMatchObject({ code: 'app/screen-not-here', cause: failure })
  })

  test('not twice in a row: the person is told', async () => {
    await openLedger()
    await openLedger()
    expect(reload).toHaveBeenCalledOnce()
    expect(services.problems.latest.value).toMatchObject({ code: 'app/outdated', cause: failure })
  })

  test('again after the next build', async () => {
    await openLedger()
    clock.advance(60 * 60_000)
    await openLedger()
    expect(reload).toHaveBeenCalledTimes(2)
  })
})
