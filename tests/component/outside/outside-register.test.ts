import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import OutsideRegister from '../../../src/app/features/outside/OutsideRegister.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { OutsideUnitEdit, OutsideUnitListResponse } from '../../../src/protocol/outside.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('a unit without an account is registered, and put out of use; who was slower sees what the other has saved', async () => {
  let units: OutsideUnitListResponse['units'] = []
  const saveOutsideUnit = async ({ unit, baseRev }: OutsideUnitEdit): Promise<void> => {
    const known = units.find((each) => each.unit.id === unit.id)
    if ((known?.rev ?? null) !== baseRev) throw new ApiProblem('assignment/stale')
    units = [...units.filter((each) => each !== known), { unit, rev: (known?.rev ?? 0) + 1 }]
  }
  const office = { outsideUnits: async () => units, saveOutsideUnit } as unknown as OfficeApi
  const services = { office }
  const screen = await mountScreen(OutsideRegister, { phone: createPhone(), path: '/', role: 'captain', services })
  expect(screen.text()).toContain('还没有外单位')
  await screen.tap('＋ 新增外单位')
  const [name, contact] = screen.wrapper.findAll('input:not([type=checkbox])')
  await name?.setValue('示例市政所')
  await contact?.setValue('0000-0000000')
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toMatch(/示例市政所\s*市政\s*0000-0000000/))
  await screen.tap('修改')
  // Meanwhile a colleague has renamed it.
  units = units.map(({ unit, rev }) => ({ unit: { ...unit, name: '示例市政管理所' }, rev: rev + 1 }))
  await screen.wrapper.get('#unit-active').setValue(false)
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toContain('示例市政管理所'))
  expect(screen.text()).not.toContain('停用')
  await screen.tap('取消')
  await screen.tap('修改')
  await screen.wrapper.get('#unit-active').setValue(false)
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toMatch(/示例市政管理所.*停用/))
  expect(units).toHaveLength(1)
})
