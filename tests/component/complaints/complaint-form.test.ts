import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import ComplaintForm from '../../../src/app/features/complaints/ComplaintForm.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

let screen: Screen
let kept: unknown[]

const field = (label: string) => {
  const found = screen.wrapper.findAll('label').find((each) => each.text().startsWith(label))
  if (!found) throw new Error(`no field ${label}`)
  return found.get('input, select, textarea')
}
const canSubmit = (): boolean => screen.button('提交')?.disabled === false

beforeEach(async () => {
  kept = []
  const office = {
    samePoint: async () => [],
    keepComplainants: async (people: readonly unknown[]) => void kept.push(...people),
  } as unknown as OfficeApi
  const phone = createPhone()
  const row = { slug: 'street.vendor', label: '店外经营', limits: [] }
  await phone.give('standards', 'categories', { version: 1, rows: [row] })
  screen = await mountScreen(ComplaintForm, { phone, path: '/', role: 'captain', services: { office } })
  await field('事项摘要').setValue('饭店占道摆桌')
  await field('类别').setValue(row.slug)
  await field('地点').setValue('示例大道 12 号')
  await flushPromises()
})
afterEach(() => screen.wrapper.unmount())

test.each(['', '-5', '0', '99999'])(
  'a limit of “%s” is refused in words, and not with the day of the one before',
  async (typed) => {
    expect(canSubmit()).toBe(true)
    await field('答复时限').setValue(typed)
    expect(screen.text()).toContain('时限要是 1 到 365 的整数')
    expect(screen.text()).not.toContain('前答复')
    expect(canSubmit()).toBe(false)
  },
)

test('nobody complains tomorrow', async () => {
  await field('受理时间').setValue('2099-01-01T08:00')
  expect(screen.text()).toContain('受理时间还没有到')
  expect(canSubmit()).toBe(false)
})

test('a number typed in full width is kept so that it can be dialled', async () => {
  await field('电话').setValue('１３８００００００００')
  await screen.wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(kept).toMatchObject([{ phone: '13800000000' }])
})
