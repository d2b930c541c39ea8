import { expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseDetailResponse } from '../../src/protocol/office.ts'
import { signInByApi } from '../support/api-client.ts'
import { dispatchCase } from '../support/dispatched-case.ts'
import { drawnJpeg } from '../support/drawn-photos.ts'
import { atEastGate, lightOf, makeReady, takePhoto } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { test } from '../support/sample-bureau-test.ts'

const hourMs = 3_600_000

test('a case that the office dispatches is seen, accepted and finished without network, and waits for its check once the line is back', async ({
  line,
}) => {
  const reporter = await signInByApi(line.url, '1002')
  const captain = await signInByApi(line.url, '2001')
  const { caseId, photo } = await dispatchCase(
    line.url,
    { reporter, captain },
    {
      note: '占了盲道',
      instruction: '先宣传，再清理',
      picture: await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 20 }),
      dueAt: new Date(Date.now() + 4 * hourMs).toISOString(),
    },
  )

  const folder = await mkdtemp(join(tmpdir(), 'xunhu-task-'))
  const { page, close } = await openPhone({ profileDir: join(folder, 'phone'), place: atEastGate })
  await makeReady(page, line.url, '1001')
  const pictures = async () => (await readPhoneTable(page, 'p-1001', 'thumbnails')) as { partId: string }[]
  await expect.poll(async () => (await pictures()).map(({ partId }) => partId)).toContain(photo.partId)

  line.setFault('down')
  const row = page.locator(`a[href="/tasks/${caseId}"]`)
  await page.getByRole('link', { name: /^任务 \d+ 件/ }).click()
  await row.click()
  await expect(page.getByText('先宣传，再清理').first()).toBeVisible()
  await expect(page.locator('figure img')).toHaveAttribute('src', /^blob:/)
  await page.getByRole('button', { name: '接收', exact: true }).click()
  await page.getByRole('button', { name: '处置完成', exact: true }).click()
  await takePhoto(page, { name: 'after.jpg', buffer: await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 200 }) }, 1)
  await page.getByRole('button', { name: '已清理干净' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: '任务', exact: true })).toBeVisible()
  await expect(row).toHaveCount(0)

  line.setFault('none')
  await page.goto(`${line.url}/sync`)
  await expect(lightOf(page)).toContainText('可以离岗')
  await close()
  await rm(folder, { recursive: true, force: true })

  const seen = (await captain.get(`/api/office/cases/${caseId}`)) as CaseDetailResponse
  expect(seen.row.state).toBe('handled')
  expect(seen.parts.map(({ state }) => state)).toEqual(['stored', 'stored'])
})
