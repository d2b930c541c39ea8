// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import LeaveScreen from '../../../src/app/features/leave/LeaveScreen.vue'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import { arriveOn, colleague, giveRoster, shiftId } from '../support/duty-data.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

describe('离岗', () => {
  let phone: Phone

  beforeEach(async () => {
    phone = createPhone()
    await giveRoster(phone)
    await arriveOn(phone)
    phone.clock.advance(10 * 60_000)
  })

  async function open(): Promise<Screen> {
    const path = `/shift/${shiftId}/leave`
    const screen = await mountScreen(LeaveScreen, { phone, path, props: { shiftId } })
    await vi.waitFor(() => expect(screen.button('离岗')).toBeDefined())
    await vi.waitFor(() => expect(report().value).toContain('队员甲'))
    return screen
  }
  const report = (): HTMLTextAreaElement => document.querySelector('textarea')!
  const left = async (): Promise<EntryEnvelope | undefined> =>
    (await phone.db.journal.toArray()).find((row) => row.kind === 'duty.left')?.entry
  const savedLeft = (): Promise<EntryEnvelope> =>
    vi.waitFor(async () => {
      const entry = await left()
      expect(entry).toBeDefined()
      return entry!
    })
  async function tick(): Promise<void> {
    document.querySelector<HTMLInputElement>('input[type=checkbox]')!.click()
    await flushPromises()
  }

  test('the report is written from the records', async () => {
    await phone.journal.record([
      { kind: 'duty.tallied', scope: squad, subjects: [shiftId], data: { counter: 'vendor', delta: 3 } },
    ])
    await open()
    await vi.waitFor(() => expect(report().value).toContain('劝离摊贩 3'))
    expect(report().value.split('\n')).toEqual([
      '示例一小 · 东门 离校 护学岗小结',
      '2026-11-20 14:20–15:30',
      '到岗 1 人（队员 1）：队员甲 14:30–14:40（迟到）',
      '检查：0 项，不合格 0 项',
      '计数：劝离摊贩 3',
      '问题：未发现',
    ])
  })

  test('before the end of the window the crowd must be gone', async () => {
    const screen = await open()
    await screen.tap('离岗')
    expect(screen.text()).toContain('还没到 15:30')
    expect(await left()).toBeUndefined()
    await tick()
    await screen.tap('离岗')
    expect((await savedLeft()).data).toMatchObject({ mode: 'ended', crowdCleared: true, report: { edited: false } })
  })

  test('提前离岗 needs a reason', async () => {
    const screen = await open()
    await screen.tap('提前离岗')
    await screen.tap('离岗')
    expect(screen.text()).toContain('请选择或填写原因')
    expect(await left()).toBeUndefined()
    await screen.tap('身体不适')
    await screen.tap('离岗')
    expect((await savedLeft()).data).toMatchObject({ mode: 'early', reason: '身体不适' })
  })

  test('a post is handed to a colleague by name', async () => {
    const screen = await open()
    await screen.tap('交接同事')
    await screen.tap('离岗')
    expect(screen.text()).toContain('请选择接岗的同事')
    await screen.tap('协管员甲')
    await screen.tap('离岗')
    expect((await savedLeft()).data).toMatchObject({ mode: 'handedOver', handedTo: colleague })
  })

  test('what a person wrote stands, comes back after a reload, and is marked as theirs', async () => {
    const before = await open()
    report().value = '一切正常'
    report().dispatchEvent(new Event('input'))
    await flushPromises()
    before.wrapper.unmount()
    await vi.waitFor(async () => expect((await phone.db.drafts.get(`leave-${shiftId}`))?.data['text']).toBe('一切正常'))
    const path = `/shift/${shiftId}/leave`
    const screen = await mountScreen(LeaveScreen, { phone, path, props: { shiftId } })
    await vi.waitFor(() => expect(report()?.value).toBe('一切正常'))
    await tick()
    await screen.tap('离岗')
    expect((await savedLeft()).data['report']).toEqual({ text: '一切正常', edited: true })
    expect(await phone.db.drafts.count()).toBe(0)
  })

  test('afterwards it shows the report to send on, and what has not arrived yet', async () => {
    const screen = await open()
    await tick()
    await screen.tap('离岗')
    await savedLeft()
    await vi.waitFor(() => expect(screen.button('✓已保存')).toBeDefined())
    await screen.tap('✓已保存')
    await vi.waitFor(() => expect(screen.text()).toContain('14:40 已离岗'))
    expect(screen.text()).toContain('示例一小 · 东门 离校 护学岗小结')
    await vi.waitFor(() => expect(screen.text()).toContain('还差 2 条记录'))
    expect(screen.button('复制文字') ?? screen.button('分享文字')).toBeDefined()
  })
})
