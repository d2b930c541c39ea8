import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import AuditScreen from '../../../src/app/features/audit/AuditScreen.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { auditActs, type AuditChainResponse, type AuditLine } from '../../../src/protocol/audit.ts'
import { actWord } from '../../../src/app/features/audit/audit-words.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

const line = (seq: number, change: Partial<AuditLine>): AuditLine => ({
  seq,
  at: '2026-11-20T06:00:00.000Z',
  actor: 'p-9001',
  actorName: '管理员甲',
  role: 'admin',
  act: 'session.opened',
  target: 'device-1',
  aboutName: null,
  details: {},
  ...change,
})

async function open(lines: readonly AuditLine[], chain: AuditChainResponse, next: number | null = null) {
  const asked: unknown[] = []
  const audit = vi.fn(async (filter: Parameters<OfficeApi['audit']>[0]) => {
    asked.push(filter)
    return filter.before === undefined ? { lines: [...lines], next } : { lines: [line(1, {})], next: null }
  })
  const office = { audit, auditChain: async () => chain } as unknown as OfficeApi
  const screen = await mountScreen(AuditScreen, {
    phone: createPhone(),
    path: '/office/audit',
    role: 'inspector',
    services: { office },
  })
  await flushPromises()
  return { screen, asked }
}

const whole: AuditChainResponse = { state: 'whole', lines: 12, hash: 'ab'.repeat(32) }

test('each line says when, who, what and about whom, in words', async () => {
  const { screen } = await open(
    [
      line(4, { act: 'device.revoked', aboutName: '队员甲', details: { as: 'stolen', person: 'p-1001' } }),
      line(3, { act: 'document.saved', target: 'people/p-1009', aboutName: '张三', details: { password: true } }),
      line(2, { act: 'ledger.exported', target: 'cases', details: { format: 'xlsx', items: 31 } }),
      line(1, {
        actor: 'system',
        actorName: null,
        role: 'system',
        act: 'parts.erased',
        target: 'retention',
        details: { parts: 7 },
      }),
      line(0, {
        actor: 'system',
        actorName: null,
        role: 'system',
        act: 'parts.lost',
        target: 'ab'.repeat(32),
        details: { parts: 2, by: 'commandLine' },
      }),
    ],
    whole,
  )
  expect(screen.text()).toContain('2026-11-20 14:00管理员甲 管理员吊销设备队员甲，被盗')
  expect(screen.text()).toContain('保存资料人员 张三，并设了密码')
  expect(screen.text()).toContain('导出台账问题台账 xlsx，31 项')
  expect(screen.text()).toContain('系统 清除照片和位置到期，7 项')
  expect(screen.text()).toContain('系统 确认照片已丢失abababababab…，2 项，服务器上的命令')
})

test('older lines follow, and a filter begins anew', async () => {
  const { screen, asked } = await open([line(2, {})], whole, 2)
  await screen.tap('更早的记录')
  await vi.waitFor(() => expect(document.querySelectorAll('ol > li')).toHaveLength(2))
  await screen.wrapper.get('select').setValue('case.seen')
  await vi.waitFor(() => expect(asked).toEqual([{}, { before: 2 }, { act: 'case.seen' }]))
})

test.each([
  [whole, '✓ 12 行完整，没有被改动。末行校验码 abababababababab'],
  [{ state: 'broken', atSeq: 5 } as const, '▲ 第 5 行被改动或缺失，请立即上报'],
])('what came of the check is said: %j', async (chain, words) => {
  const { screen } = await open([], chain)
  expect(screen.text()).toContain('没有符合条件的记录')
  await screen.tap('校验')
  await vi.waitFor(() => expect(screen.text()).toContain(words))
})

test('every act has a word', () => {
  expect(auditActs.filter((act) => actWord(act) === act)).toEqual([])
})
