import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import LeavingScreen from '../../../src/app/features/erase/LeavingScreen.vue'
import type { LeaveStep } from '../../../src/device/erase/leave-phone.ts'
import type { LeaveDesk } from '../../../src/app/services.ts'
import type { Erasure } from '../../../src/protocol/session.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

async function open(order: Erasure | 'elsewhere') {
  const leave = vi.fn<LeaveDesk['leave']>(async () => undefined)
  const closePerson = vi.fn(async () => undefined)
  const services = { leaving: shallowRef(order), leaveDesk: async () => ({ leave }), closePerson }
  const screen = await mountScreen(LeavingScreen, { phone: createPhone(), path: '/today', services })
  const tell = async (step: LeaveStep): Promise<void> => {
    leave.mock.calls[0]?.[1](step)
    await flushPromises()
  }
  return { screen, leave, closePerson, tell }
}

test('says step by step what becomes of the records on a phone that was lost', async () => {
  const { screen, leave, tell } = await open('afterUpload')
  expect(leave).toHaveBeenCalledWith('afterUpload', expect.anything())
  expect(screen.text()).toContain('正在把本人最后的记录和照片送到中队')
  await tell({ step: 'waiting' })
  expect(screen.text()).toContain('记录和照片都在本机')
  await tell({ step: 'erased', kept: ['李四'] })
  expect(screen.text()).toContain('✓ 本机数据已清除')
  expect(screen.text()).toContain('李四在这台设备上还有未送达的记录，没有清除')
})

test('never says of a stolen phone that something is sent', async () => {
  const { screen } = await open('atOnce')
  expect(screen.text()).toContain('正在清除本机全部数据')
  expect(screen.text()).not.toContain('送到中队')
})

test('in another window lets go of the data, and leaves the rest to the first', async () => {
  const { screen, leave, closePerson } = await open('elsewhere')
  expect(closePerson).toHaveBeenCalledTimes(1)
  expect(leave).not.toHaveBeenCalled()
  expect(screen.text()).toContain('另一个窗口正在处理')
})
