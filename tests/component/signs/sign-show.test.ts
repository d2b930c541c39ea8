import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import SignEdit from '../../../src/app/features/signs/SignEdit.vue'
import SignForm from '../../../src/app/features/signs/SignForm.vue'
import SignShow from '../../../src/app/features/signs/SignShow.vue'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('a sign says what is owed, what has run out and where its papers are', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, {
    defects: { 'GG-P02': 'M' },
    facts: { test: { state: 'valid', testedOn: '2025-11-01' } },
  })
  const screen = await mountScreen(SignShow, { phone, path: `/signs/${signId}`, props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('检测报告已过期'))
  expect(screen.text()).toContain('欠 4 张照片')
  expect(screen.text()).toContain('第 7 条：有明显问题')
  expect(screen.text()).toContain('整改通知书')
})

test('a sign says what its registration still lacks, and by whom and when it was surveyed last', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: {}, facts: { frame: 'squareTube', ownerKind: 'shop' } })
  phone.clock.advance(12 * 60_000)
  await phone.give('people', 'p-1001', { id: 'p-1001', name: '示例小李' })
  const screen = await mountScreen(SignShow, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('这块牌子 12 分钟前示例小李查过'))
  expect(screen.text()).toContain('登记还缺：面板材料、装在什么上、固定方式、照明、设置手续')
})

test('a new sign that bears a label is looked for by it before a form is filled', async () => {
  const phone = createPhone()
  const draftId = phone.journal.newId()
  const screen = await mountScreen(SignForm, { phone, path: '/', props: { draftId } })
  await vi.waitFor(() => expect(screen.text()).toContain('牌面上有标签就先扫一下'))
  const link = screen.wrapper.findAll('a').find((each) => each.text().startsWith('牌面上有标签'))
  expect(link?.attributes('href')).toBe('/signs/scan')
})

test('an 协管员 finds the reminder and no notice', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const screen = await mountScreen(SignShow, { phone, path: '/', role: 'aux', props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('提醒单'))
  expect(screen.text()).not.toContain('整改通知书')
})

test('a request for a better grade that is tapped twice is made once', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const screen = await mountScreen(SignShow, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.button('申请降级')).toBeDefined())
  await screen.tap('申请降级')
  await vi.waitFor(() => expect(screen.button('当场已整改')).toBeDefined())
  await screen.wrapper.findAllComponents({ name: 'OptionField' })[0]?.find('select').setValue('NONE')
  await screen.tap('当场已整改')
  const send = screen.button('提交申请')
  send?.click()
  send?.click()
  await vi.waitFor(async () => expect((await phone.db.signs.get(signId))?.value.lowering).not.toBeNull())
  expect(await phone.db.journal.filter(({ entry }) => entry.kind === 'sign.loweringAsked').count()).toBe(1)
})

test('a correction starts from the register, is no new sign, and leaves the place as it was', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone)
  phone.clock.advance(60_000)
  const editing = await mountScreen(SignEdit, { phone, path: `/signs/${signId}/edit`, props: { signId } })
  await vi.waitFor(() => expect(editing.router.currentRoute.value.name).toBe('sign-correction'))
  const { draftId } = editing.router.currentRoute.value.params
  editing.wrapper.unmount()
  const form = await mountScreen(SignForm, { phone, path: '/', props: { draftId, signId } })
  await vi.waitFor(() => expect(form.text()).toContain('更正登记'))
  await form.wrapper.find('input').setValue('示例新书店')
  await form.tap('保存更正')
  await vi.waitFor(async () => expect((await phone.db.signs.get(signId))?.value.attributes.content).toBe('示例新书店'))
  expect(await phone.db.signs.count()).toBe(1)
  expect((await phone.db.signs.get(signId))?.value.attributes.point).toEqual({ lat: 32.64, lng: 117.01 })
  expect(form.router.currentRoute.value.path).toBe(`/signs/${signId}`)
})
