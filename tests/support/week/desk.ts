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
}

/** 派遣 to a squad, or to one of its people. */
export const dispatchTo =
  (squad: string, person?: string) =>
  async (form: Locator): Promise<void> => {
    await form.getByLabel(caseDesk.dispatch.unit).selectOption({ label: squad })
    if (person !== undefined) await form.getByLabel(caseDesk.dispatch.person).selectOption({ label: person })
    await form.getByRole('button', { name: '请尽快到场' }).click()
  }
