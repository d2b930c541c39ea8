import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shallowRef } from 'vue'
import type { Router } from 'vue-router'
import { createAppRouter } from '../../../src/app/router.ts'
import type { AppServices } from '../../../src/app/services.ts'
import type { Role } from '../../../src/domain/people/role.ts'

const phoneWidthPx = 360
const deskWidthPx = 1366

describe('where a person comes to', () => {
  const widthBefore = globalThis.innerWidth

  beforeEach(() => history.replaceState(null, '', '/'))
  afterEach(() => {
    globalThis.innerWidth = widthBefore
  })

  async function go(path: string, role: Role | null, widthPx = phoneWidthPx): Promise<Router> {
    globalThis.innerWidth = widthPx
    const person = shallowRef(role ? { session: { role } } : null)
    const router = createAppRouter({ person } as unknown as AppServices)
    await router.push(path)
    return router
  }
  const arrives = async (...going: Parameters<typeof go>): Promise<string> =>
    (await go(...going)).currentRoute.value.path

  test.each(['officer', 'aux', 'captain'] as const)('%s begins with the day on a phone', async (role) => {
    expect(await arrives('/', role)).toBe('/today')
  })

  test('an officer begins with the day on a desk as well', async () => {
    expect(await arrives('/', 'officer', deskWidthPx)).toBe('/today')
  })

  test('a captain begins with the board on a desk', async () => {
    expect(await arrives('/', 'captain', deskWidthPx)).toBe('/office/duty')
  })

  test.each(['inspector', 'command', 'viewer'] as const)('%s begins with the board on any screen', async (role) => {
    expect(await arrives('/', role)).toBe('/office/duty')
    expect(await arrives('/today', role)).toBe('/office/duty')
  })

  test('an administrator begins with the settings', async () => {
    expect(await arrives('/', 'admin')).toBe('/settings')
  })

  test('nobody signed in: to 登录, and back to where they wanted to go', async () => {
    const { currentRoute } = await go('/records/case-1', null)
    expect(currentRoute.value.path).toBe('/login')
    expect(currentRoute.value.query['to']).toBe('/records/case-1')
  })

  test('登录 and 设置链接 are open to all', async () => {
    expect(await arrives('/login', null)).toBe('/login')
    expect(await arrives('/setup?token=abc', null)).toBe('/setup')
  })

  test.each(['/office/duty', '/office/ledger', '/settings'])('an officer is led away from %s', async (path) => {
    expect(await arrives(path, 'officer')).toBe('/today')
  })

  test('an administrator is led away from case content', async () => {
    expect(await arrives('/office/ledger', 'admin')).toBe('/settings')
    expect(await arrives('/office/duty', 'admin')).toBe('/settings')
  })

  test('an address that is none leads to the beginning', async () => {
    expect(await arrives('/no/such/screen', 'officer')).toBe('/today')
  })
})
