import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import OutsidePage from '../../../src/app/features/outside/OutsidePage.vue'
import { DeviceProblem } from '../../../src/device/device-problem.ts'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { UnitAnswer, UnitLinkDesk } from '../../../src/device/outside/unit-link-desk.ts'
import type { UnitExtensionRequest, UnitSheetResponse } from '../../../src/protocol/outside.ts'
import { at } from '../../support/entry-maker.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const token = 'a'.repeat(43)
const sheet: UnitSheetResponse = {
  now: at('09:00'),
  timeZone: 'Asia/Shanghai',
  office: { name: '示例一中队', phone: '0000-0000000' },
  unitName: '示例市政所',
  caseNumber: '00000A',
  categoryLabel: '井盖',
  placeText: '示例路 12 号',
  point: { lat: 32.6, lng: 117 },
  task: '更换井盖',
  replyBy: at('17:00'),
  sentAt: at('09:00'),
  expiresAt: at('18:00'),
  photos: [],
  answers: [],
}

let sent: UnitAnswer[]
let asked: UnitExtensionRequest[]
let desk: UnitLinkDesk
beforeEach(() => {
  sent = []
  asked = []
  desk = {
    newAnswerId: () => '00000000-0000-7000-8000-000000000077' as never,
    sheet: async () => ({ ...sheet, answers: sent.map(({ text }) => ({ ...waiting, text })) }),
    photo: async () => new Blob(),
    prepare: async () => ({ partId: 'p-1', bytes: new ArrayBuffer(3), mime: 'image/jpeg' }) as never,
    send: async (_token, answer) => void sent.push(answer),
    askExtension: async (_token, said) => void asked.push(said),
  }
})
const waiting = { at: at('09:30'), result: 'done', state: 'waiting', reason: '' } as const
const open = (hash = `#${token}`): Promise<Screen> =>
  mountScreen(OutsidePage, { phone: createPhone(), path: `/u${hash}`, services: { unitDesk: async () => desk } })
async function addPhoto({ wrapper }: Screen): Promise<void> {
  const input = wrapper.get<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [new File(['x'], '处置后.jpg')], configurable: true })
  await input.trigger('change')
  await flushPromises()
}

test('a unit without an account reads what is asked, where, and until when, and whom to call', async () => {
  const screen = await open()
  const said = ['示例一中队 派给 示例市政所', '更换井盖', '示例路 12 号', '请在 11-20 17:00 前处置并回复']
  for (const words of [...said, '链接 11-20 18:00 前有效', '联系派出单位 0000-0000000'])
    expect(screen.text()).toContain(words)
})

test('and answers with a picture, which is sent once and waits for the office', async () => {
  const screen = await open()
  await screen.wrapper.get('textarea').setValue('已更换井盖')
  expect(screen.button('提交回复')?.disabled).toBe(true)
  await addPhoto(screen)
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toContain('已送达，派出单位会审核'))
  expect(sent).toMatchObject([{ result: 'done', text: '已更换井盖', photos: [{ partId: 'p-1' }] }])
  expect(screen.text()).toContain('已处置：已更换井盖 已送达，等待审核')
})

test('what did not get through is still in the form, and goes under the same id', async () => {
  const send = desk.send.bind(desk)
  const ids: string[] = []
  let isDown = true
  desk.send = async (...args) => {
    ids.push(args[1].id)
    if (isDown) throw new DeviceProblem('network/unreachable')
    await send(...args)
  }
  const screen = await open()
  await screen.wrapper.findAll('input[type=radio]')[1]?.setValue()
  await screen.wrapper.get('textarea').setValue('不在本单位管养范围')
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toContain('没有送达：网络不通'))
  isDown = false
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(sent).toMatchObject([{ result: 'notOurs', text: '不在本单位管养范围', photos: [] }]))
  expect(new Set(ids).size).toBe(1)
})

test('a link that has ended, or is not whole, says so and opens nothing', async () => {
  desk.sheet = async () => {
    throw new ApiProblem('link/ended')
  }
  const ended = await open()
  expect(ended.text()).toContain('这个链接已经失效')
  ended.wrapper.unmount()
  const cut = await open('#abc')
  expect(cut.text()).toContain('链接不完整')
  expect(cut.wrapper.find('form').exists()).toBe(false)
})

test('a unit that needs longer says until when and why, and reads what the office made of it', async () => {
  const extensions = [
    { at: at('09:10'), until: at('16:00'), text: '协调吊车', state: 'returned', reason: '影响通行' } as const,
  ]
  desk.sheet = async () => ({ ...sheet, mayAskExtension: true, extensions })
  const screen = await open()
  expect(screen.text()).toContain('申请延至 11-20 16:00：协调吊车 不同意：影响通行')
  await screen.wrapper.get('textarea').setValue('已更换一半')
  await screen.tap('来不及？申请延期')
  expect(screen.button('提交延期申请')?.disabled).toBe(true)
  await screen.wrapper.get('input[type=datetime-local]').setValue('2026-11-25T18:00')
  const form = screen.wrapper.get('form[aria-label="来不及？申请延期"]')
  await form.get('textarea').setValue('配件未到')
  await form.trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toContain('延期申请已送达'))
  expect(asked).toMatchObject([{ until: '2026-11-25T10:00:00.000Z', text: '配件未到' }])
  // What it has done by then it still says here.
  expect(screen.button('提交回复')).toBeDefined()
  expect(screen.wrapper.get('textarea').element.value).toBe('已更换一半')
})

test('while one waits for the office no other is offered', async () => {
  const waitingOne = { at: at('09:10'), until: at('16:00'), text: '协调吊车', state: 'waiting', reason: '' } as const
  desk.sheet = async () => ({ ...sheet, mayAskExtension: true, extensions: [waitingOne] })
  const screen = await open()
  expect(screen.text()).toContain('等待审批')
  expect(screen.button('来不及？申请延期')).toBeUndefined()
})

test('of what is 紧急 no extension is offered', async () => {
  desk.sheet = async () => ({ ...sheet, mayAskExtension: false })
  expect((await open()).button('来不及？申请延期')).toBeUndefined()
})
