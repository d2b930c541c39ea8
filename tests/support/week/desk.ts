import { expect, type Locator, type Page } from '@playwright/test'
import { caseDesk } from '../../../src/app/texts/zh-CN/case-desk.ts'
import { casework } from '../../../src/app/texts/zh-CN/casework.ts'
import type { DeskQueue } from '../../../src/domain/casework/desk-queue.ts'
import type { CaseActKind } from '../../../src/domain/casework/transitions.ts'

/** What the office does at its desks, by the labels on its screens. */

export const room = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '巡护' }).getByRole('link', { name, exact: true }).click()

/** Opens a case where it waits in 待办. */
export async function openWaiting(page: Page, queue: DeskQueue, caseId: string): Promise<void> {
  await room(page, '待办')
  await page.locator(`[data-sort="${queue}"]`).click()
  await page.locator(`li[data-case="${caseId}"]`).getByRole('button').click()
  await expect(page.getByRole('complementary', { name: '详情' })).toBeVisible()
}

export async function openInLedger(page: Page, caseId: string): Promise<void> {
  await room(page, '台账')
  await page.locator(`tr[data-case="${caseId}"]`).click()
  await expect(page.getByRole('complementary', { name: '详情' })).toBeVisible()
}

/** One act on the case that is open: chosen, filled in, sent, and taken by the server. */
export async function act(
  page: Page,
  kind: CaseActKind,
  fillIn: (form: Locator) => Promise<void> = async () => undefined,
): Promise<void> {
  const name = casework.acts[kind]
  await page.locator(`[data-act="${kind}"]`).click()
  const form = page.getByRole('form', { name, exact: true })
  await fillIn(form)
  await form.getByRole('button', { name: caseDesk.submit, exact: true }).click()
  await expect(page.getByText(caseDesk.outcomes.sent.replace('{act}', name))).toBeVisible()
  // The list beside it may be empty now: what is read does not jump to its side.
  await expect
    .poll(async () => (await page.getByRole('complementary', { name: '详情' }).boundingBox())?.x)
    .toBeGreaterThan(600)
}

/** 派遣 to a squad, or to one of its people. */
export const dispatchTo =
  (squad: string, person?: string) =>
  async (form: Locator): Promise<void> => {
    await form.getByLabel(caseDesk.dispatch.unit).selectOption({ label: squad })
    if (person !== undefined) await form.getByLabel(caseDesk.dispatch.person).selectOption({ label: person })
    await form.getByRole('button', { name: '请尽快到场' }).click()
  }

/** 立案 and the like, of several cases at once, by the keyboard's letter. */
export async function actOnAll(page: Page, queue: DeskQueue, kind: CaseActKind, count: number): Promise<void> {
  await room(page, '待办')
  await page.locator(`[data-sort="${queue}"]`).click()
  await expect(page.locator('li[data-case]')).toHaveCount(count)
  await page.getByRole('button', { name: '全选', exact: true }).click()
  await expect(page.getByText(`已选 ${count} 件`).first()).toBeVisible()
  await page.locator('.bar').getByRole('button', { name: casework.acts[kind], exact: true }).click()
  await page.getByRole('button', { name: caseDesk.submit, exact: true }).click()
  await expect(page.getByText(`${count} 件已办`)).toBeVisible()
}

/** What stands at the head of 待办: every sort that this person has, with its number. */
export async function inboxCounts(page: Page): Promise<Readonly<Record<string, number>>> {
  await page.goto(`${new URL(page.url()).origin}/office/inbox`)
  const sorts = page.locator('[data-sort]')
  await expect(sorts.first()).toBeVisible()
  const read = await sorts.evaluateAll((each) =>
    each.map((one) => [one.getAttribute('data-sort') ?? '', Number(one.querySelector('strong')?.textContent)] as const),
  )
  return Object.fromEntries(read)
}

/** What 台账 says there is at this stage; '全部' for all. Each line that it shows says the stage. */
export async function expectInLedger(page: Page, stage: string, count: number): Promise<void> {
  await room(page, '台账')
  await page.getByLabel('状态').selectOption({ label: stage })
  await expect(page.getByText(`共 ${count} 条`, { exact: true })).toBeVisible()
  await expect(page.locator('tr[data-case]')).toHaveCount(count)
  if (stage !== '全部') await expect(page.locator('tr[data-case] .state', { hasText: stage })).toHaveCount(count)
}

/** One of the usual reasons, by a tap. */
export const pick =
  (words: string) =>
  (form: Locator): Promise<void> =>
    form.getByRole('button', { name: words, exact: true }).click()
