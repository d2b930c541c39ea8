import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import RescueScreen from '../../../src/app/features/rescue/RescueScreen.vue'
import type { RescueDesk } from '../../../src/app/services.ts'
import { DeviceProblem } from '../../../src/device/device-problem.ts'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { OpenedRescue } from '../../../src/device/rescue/open-rescue-file.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const opened = {
  file: {
    exportedAt: '2026-11-20T08:30:00+08:00',
    entries: [
      { kind: 'duty.tallied', at: '2026-11-20T07:10:00+08:00' },
      { kind: 'case.reported', at: '2026-11-20T07:20:00+08:00' },
      { kind: 'subject.granted', at: '2026-11-20T07:30:00+08:00' },
    ],
  },
  parts: [{}, {}],
  photos: 2,
  damagedPhotos: 1,
  fromMs: Date.parse('2026-11-20T07:10:00+08:00'),
  toMs: Date.parse('2026-11-20T07:30:00+08:00'),
} as unknown as OpenedRescue

let screen: Screen
afterEach(() => screen.wrapper.unmount())

async function choose(desk: Partial<RescueDesk>): Promise<void> {
  const whole: RescueDesk = {
    open: () => Promise.resolve(opened),
    askAuthor: () => Promise.resolve('示例队员'),
    bringIn: () => Promise.resolve([]),
    ...desk,
  }
  const services = { rescueDesk: () => Promise.resolve(whole) }
  screen = await mountScreen(RescueScreen, { phone: createPhone(), path: '/office/rescue', role: 'captain', services })
  const input = document.body.querySelector<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input, 'files', { value: [new Blob(['{}'])], configurable: true })
  input?.dispatchEvent(new Event('change'))
  await flushPromises()
}

describe('导入离线记录', () => {
  test('shows what is in the file before anything is brought in', async () => {
    await choose({})
    expect(screen.text()).toContain('示例队员 的记录')
    expect(screen.text()).toContain('3 条记录')
    expect(screen.text()).toContain('2026-11-20 07:10 至 2026-11-20 07:30')
    expect(screen.text()).toContain('2 份照片或语音')
    expect(screen.text()).toContain('另有 1 份照片或语音在文件里已损坏')
    expect(screen.text()).not.toContain('导入完成')
  })

  test.each(['rescue/not-a-file', 'rescue/damaged', 'rescue/newer-version'] as const)(
    'says of a file that is %s what to do, and offers no import',
    async (code) => {
      await choose({ open: () => Promise.reject(new DeviceProblem(code)) })
      expect(screen.text()).toContain('没有导入')
      expect(screen.button('开始导入')).toBeUndefined()
    },
  )

  test('[RESCUE-3] says of another squad’s person who is to bring it in', async () => {
    await choose({ askAuthor: () => Promise.reject(new ApiProblem('access/denied')) })
    expect(screen.text()).toContain('请交给本人所在中队或指挥中心')
    expect(screen.button('开始导入')).toBeUndefined()
  })

  test('says of each record what became of it', async () => {
    await choose({
      bringIn: async (_opened, onProgress) => {
        onProgress({ doneEntries: 3, donePhotos: 2 })
        return [
          { id: null, status: 'accepted', known: false },
          { id: null, status: 'accepted', known: true },
          { id: null, status: 'refused', code: 'entry/role-not-permitted', known: false },
        ]
      },
    })
    await screen.tap('开始导入')
    expect(screen.text()).toContain('新增 1 条，已有 1 条，未接受 1 条，照片 2 张')
    const rows = [...document.body.querySelectorAll('tbody tr')].map((row) => row.textContent?.trim())
    expect(rows[0]).toContain('您的岗位不能做这一步')
  })

  test('that breaks off may be started again', async () => {
    await choose({ bringIn: () => Promise.reject(new DeviceProblem('network/unreachable')) })
    await screen.tap('开始导入')
    expect(screen.text()).toContain('导入中断，已导入的不会重复')
    expect(screen.button('再导入一次')).toBeDefined()
  })
})
