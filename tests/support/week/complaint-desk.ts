import { expect, type Page } from '@playwright/test'
import { complaints } from '../../../src/app/texts/zh-CN/complaints.ts'
import type { Satisfaction } from '../../../src/domain/complaint/complaint-entries.ts'
import type { ComplaintStage } from '../../../src/domain/complaint/fold-complaints.ts'
import { room } from './desk.ts'

const { form: t, panel } = complaints

export async function enterComplaint(page: Page, about: { summary: string; place: string }): Promise<void> {
  await room(page, '投诉')
  await page.getByRole('button', { name: `＋ ${complaints.add}` }).click()
  const form = page.getByRole('form', { name: complaints.add })
  await form.getByLabel(t.source).selectOption({ label: complaints.sources.media })
  await form.getByLabel(t.words).fill('示例：校门口摊位挡路')
  await form.getByLabel(t.name).fill('示例居民')
  await form.getByLabel(t.summary).fill(about.summary)
  await form.getByLabel(t.category).selectOption({ label: '占道经营' })
  await form.getByLabel(t.place).fill(about.place)
  await form.getByLabel(t.place).blur()
  await form.getByRole('button', { name: '提交' }).click()
  await expect(form).toHaveCount(0)
}

async function openComplaint(page: Page, stage: ComplaintStage, summary: string): Promise<void> {
  await room(page, '投诉')
  await page.getByRole('button', { name: new RegExp(`${complaints.stages[stage]}$`) }).click()
  await page.getByRole('button', { name: summary }).click()
}

export async function answerComplaint(page: Page, summary: string, answer: string): Promise<void> {
  await openComplaint(page, 'toAnswer', summary)
  const form = page.getByRole('form', { name: panel.give })
  await form.getByLabel(panel.answer).fill(answer)
  await form.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(`✓ ${complaints.saved}`)).toBeVisible()
}

export async function followUp(page: Page, summary: string, satisfaction: Satisfaction): Promise<void> {
  await openComplaint(page, 'toFollowUp', summary)
  const form = page.getByRole('form', { name: panel.followUp })
  await form.getByLabel(panel.result).selectOption({ label: complaints.satisfactions[satisfaction] })
  await form.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(`✓ ${complaints.saved}`)).toBeVisible()
}

/** What stands at the head of 投诉, by stage. */
export async function complaintCounts(page: Page): Promise<Readonly<Record<string, number>>> {
  await room(page, '投诉')
  const heads = page.getByRole('navigation', { name: complaints.title }).getByRole('button')
  await expect(heads).toHaveCount(Object.keys(complaints.stages).length)
  const read = await heads.evaluateAll((each) => each.map((one) => Number(one.querySelector('strong')?.textContent)))
  return Object.fromEntries(Object.keys(complaints.stages).map((stage, index) => [stage, read[index] ?? -1]))
}
