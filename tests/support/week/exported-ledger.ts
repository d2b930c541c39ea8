import type { Page } from '@playwright/test'
import readExcelFile from 'read-excel-file/node'
import { room } from './desk.ts'

/** A 台账 as somebody takes it away: the cells of its lines by the titles of its columns. */
export type ExportedLines = readonly Readonly<Record<string, string>>[]

async function linesOf(path: string, firstTitle: string): Promise<ExportedLines> {
  const [sheet] = await readExcelFile(path)
  const rows = (sheet?.data ?? []).map((row) => row.map((cell) => String(cell ?? '')))
  const head = rows.findIndex(([first]) => first === firstTitle)
  const titles = rows[head] ?? []
  return rows.slice(head + 1).map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] ?? ''])))
}

async function downloaded(page: Page, label: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: label, exact: true }).click()
  return (await download).path()
}

/** 问题台账 of all that the person sees. */
export async function exportedCases(page: Page): Promise<ExportedLines> {
  await room(page, '台账')
  return linesOf(await downloaded(page, 'Excel（带照片）'), '序号')
}

/** 护学岗台账 of the month so far. */
export async function exportedDuty(page: Page): Promise<ExportedLines> {
  await room(page, '值守')
  return linesOf(await downloaded(page, 'Excel'), '日期')
}
