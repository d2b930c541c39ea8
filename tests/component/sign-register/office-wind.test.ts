import 'fake-indexeddb/auto'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import OfficeWind from '../../../src/app/features/sign-register/OfficeWind.vue'
import type { AppServices } from '../../../src/app/services.ts'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

enableAutoUnmount(afterEach)

const other = 'squad-2' as ScopeId

async function open(
  phone: Phone,
  scopes: readonly ScopeId[],
): Promise<{ screen: Screen; edit: ReturnType<typeof vi.fn> }> {
  const edit = vi.fn(async () => null)
  const services = { office: { edit } as unknown as AppServices['office'] }
  await phone.give('squads', squad, { id: squad, name: '第一中队' })
  await phone.give('squads', other, { id: other, name: '第二中队' })
  const screen = await mountScreen(OfficeWind, { phone, path: '/office/signs/wind', role: 'captain', scopes, services })
  return { screen, edit }
}

test('a captain of two squads says for which one a warning is', async () => {
  const { screen, edit } = await open(createPhone(), [squad, other])
  await vi.waitFor(() => expect(screen.wrapper.findAll('option').map((each) => each.text())).toContain('第二中队'))
  await screen.wrapper.find('select').setValue(other)
  await screen.tap('发布')
  expect(edit).toHaveBeenCalledWith(
    expect.objectContaining({ id: 'wind-squad-2', scope: other, data: expect.objectContaining({ level: 'blue' }) }),
  )
})

test('a captain of one squad is asked for nothing but level and time', async () => {
  const { screen, edit } = await open(createPhone(), [squad])
  await vi.waitFor(() => expect(screen.button('发布')).toBeDefined())
  expect(screen.text()).not.toContain('适用范围')
  await screen.tap('发布')
  expect(edit).toHaveBeenCalledWith(
    expect.objectContaining({
      id: 'wind-squad-1',
      data: expect.objectContaining({ until: '2026-11-20T18:30:00.000Z' }),
    }),
  )
})

test('an empty number of hours ends nothing: the warning is not sent', async () => {
  const { screen, edit } = await open(createPhone(), [squad])
  await vi.waitFor(() => expect(screen.button('发布')).toBeDefined())
  await screen.wrapper.find('input[type=number]').setValue('')
  expect(screen.button('发布')?.disabled).toBe(true)
  await screen.wrapper.find('form').trigger('submit')
  expect(edit).not.toHaveBeenCalled()
})

test('a neighbour’s warning puts no sign of ours on tonight’s route', async () => {
  const phone = createPhone()
  await knowSign(phone, { facts: { signType: 'ROOF', content: '示例大楼' } })
  const until = '2026-11-20T22:00:00+08:00'
  await phone.give('alerts', 'wind-squad-2', { id: 'wind-squad-2', scope: other, level: 'orange', until })
  const { screen } = await open(phone, [squad, other])
  await vi.waitFor(() => expect(screen.text()).toContain('大风橙色预警生效'))
  expect(screen.text()).toContain('没有要去的招牌')
})
