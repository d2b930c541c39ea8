import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import NoticeScreen from '../../../src/app/features/sign-papers/NoticeScreen.vue'
import ReminderScreen from '../../../src/app/features/sign-papers/ReminderScreen.vue'
import { foldAsOlderApp, knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('a notice is written from the record without network, and stands in the sign’s history once it is issued', async () => {
  const phone = createPhone()
  const { signId, surveyId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  const screen = await mountScreen(NoticeScreen, { phone, path: `/signs/${signId}/notice`, props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('存在下列问题：1. 面板松动、翘边、欲坠（严重）'))
  expect(screen.text()).toContain('本结果为目测排查，不替代有资质机构的安全检测鉴定')
  const no = screen.wrapper.find('input')
  await no.setValue('示城管责改字〔2026〕第 12 号')
  await screen.tap('保存为已开具')
  await vi.waitFor(async () => {
    const row = await phone.db.signs.get(signId)
    expect(row?.value.notices.map(({ data }) => data)).toMatchObject([
      { survey: surveyId, noticeNo: '示城管责改字〔2026〕第 12 号', requirements: expect.stringContaining('排除险情') },
    ])
  })
  await vi.waitFor(() => expect(screen.text()).toContain('✓ 已开具 2026-11-20 14:30'))
})

test('a notice that is tapped twice is issued once, and is not offered again', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  const screen = await mountScreen(NoticeScreen, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.button('保存为已开具')?.disabled).toBe(false))
  const button = screen.button('保存为已开具')
  button?.click()
  button?.click()
  await vi.waitFor(() => expect(screen.text()).toContain('✓ 已开具'))
  expect(screen.button('保存为已开具')).toBeUndefined()
  expect(await phone.db.journal.filter(({ entry }) => entry.kind === 'sign.noticeIssued').count()).toBe(1)
})

test('a notice about a sign that an older app has folded is issued', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  await foldAsOlderApp(phone, signId)
  const screen = await mountScreen(NoticeScreen, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.button('保存为已开具')?.disabled).toBe(false))
  await screen.tap('保存为已开具')
  await vi.waitFor(() => expect(screen.text()).toContain('✓ 已开具'))
})

test('the clauses of the law are blanks for 法制, and nothing there is filled in by the app', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  const screen = await mountScreen(NoticeScreen, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('以上四项由法制审核后填写'))
  for (const label of ['违反条款', '依据条款', '逾期后果', '陈述申辩、复议和诉讼告知']) {
    const blank = screen.wrapper.findAll('label').find((each) => each.text().startsWith(label))
    expect(blank?.find('input').element.value).toBe('')
  }
})

test('the paper has a blank for whatever the field writes on it, and what the records say is filled in', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  const screen = await mountScreen(NoticeScreen, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('改正期限：2026-11-21 14:30'))
  const paper = screen.wrapper.get('article')
  const words =
    '文号 当事人 统一社会信用代码 地址 联系方式 改正内容与要求 执法人员（两名）签名、执法证号 送达方式 送达人 签收人 签收时间 拒签见证 复查结果'
  const labels = paper.findAll('label').map((each) => each.text())
  for (const word of words.split(' '))
    expect(
      labels.filter((label) => label.startsWith(word)),
      word,
    ).not.toEqual([])
  for (const word of ['（机关印章）', '本文书一式', '责令限期整改通知书']) expect(paper.text()).toContain(word)
  const filled = paper.findAll('input').map(({ element }) => element.value)
  expect(filled).toEqual(expect.arrayContaining(['示例早餐店', '示例路 1 号']))
})

test('the reminder threatens with nothing and sets no limit', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  const screen = await mountScreen(ReminderScreen, { phone, path: '/', role: 'aux', props: { signId } })
  await vi.waitFor(() => expect(screen.text()).toContain('面板松动、翘边、欲坠（严重）'))
  expect(screen.text()).not.toMatch(/责令|期限|逾期|处罚|印章|条款/)
})
