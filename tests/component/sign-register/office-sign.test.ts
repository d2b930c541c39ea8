import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import OfficeSign from '../../../src/app/features/sign-register/OfficeSign.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { SignDetailResponse } from '../../../src/protocol/office.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('the office reads each survey’s grade with the row that decided it, what was unseen, and papers that have run out', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, {
    defects: { 'GG-P01': 'S', 'GG-S04': 'NV' },
    facts: { permit: { state: 'held', number: '许 12', expiresOn: '2026-11-19' }, thickM: 0.2 },
  })
  const entries = await phone.db.journal.where('subjects').equals(signId).sortBy('atMs')
  const stamp = { rev: 1, receivedAt: '2026-11-20T06:30:00.000Z', authorRole: 'officer' as const }
  const detail = {
    history: entries.map(({ entry }) => ({ entry, stamp, authorName: '队员甲' })),
    parts: [],
    cases: [],
  } as unknown as SignDetailResponse
  const office = { sign: async () => detail, onNews: () => () => undefined } as unknown as OfficeApi
  const { text, wrapper } = await mountScreen(OfficeSign, {
    phone,
    path: '/',
    role: 'captain',
    props: { signId },
    services: { office },
  })
  await vi.waitFor(() => expect(text()).toContain('第 1 条：★ 关键项有 1 项以上严重：面板松动、翘边、欲坠'))
  expect(text()).toContain('看不到 锚栓、膨胀螺栓松动、拔出、缺失')
  expect(text()).toContain('有 许 12 有效至 2026-11-19 ▲ 已过期')
  expect(text()).toContain('3×1×0.2 m，3 m²')
  expect(text()).toContain('登记还缺：骨架、面板、附着基体、固定方式、照明、责任主体')
  expect(text()).toContain('队员甲 · 排雷 重大')
  expect(wrapper.findAll('a').map((link) => link.attributes('href'))).toContain(`/signs/${signId}/notice`)
})
