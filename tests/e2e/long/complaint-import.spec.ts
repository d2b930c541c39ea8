import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeExcel from 'write-excel-file/node'
import { complaints } from '../../../src/app/texts/zh-CN/complaints.ts'
import { signIn } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'
import { complaintCounts } from '../../support/week/complaint-desk.ts'

const cell = (value: string) => ({ value, type: String })

/** A hotline's own table as an .xlsx: a title, heads in its own order, and one line that says no place. */
function hotlineWorkbook(): Promise<Buffer> {
  const rows = [
    ['示例热线工单导出'],
    ['工单编号', '受理时间', '诉求来源', '诉求内容', '事发地点', '类别', '来电人', '联系电话'],
    [
      '示例-101',
      '2026-11-20 08:15',
      '12345热线',
      '示例：门口摊位挡路',
      '示例一小东门',
      '占道经营',
      '王示例',
      '13800000000',
    ],
    ['示例-102', '2026-11-20 09:00', '微信公众号', '示例：井盖松动', '示例大道 2 号', '占道经营', '', ''],
    ['示例-103', '2026-11-20 09:30', '12345热线', '示例：没有写地点', '', '占道经营', '', ''],
  ]
  return writeExcel([{ data: rows.map((row) => row.map(cell)), sheet: '工单' }]).toBuffer()
}

test('a hotline’s .xlsx is understood, shown with what was not, entered, and entered once only; its ledger leaves masked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-hotline-'))
  const server = await startServerProcess({
    dataDir: await sampleDataDir(join(folder, 'data')),
    port: await freePort(),
  })
  const { page, close } = await openPhone({
    profileDir: join(folder, 'office'),
    viewport: { width: 1366, height: 768 },
  })
  const buffer = await hotlineWorkbook()
  const choose = () =>
    page.locator('input[type=file]').setInputFiles({
      name: '工单.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer,
    })
  try {
    await signIn(page, server.url, '2001')
    await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
    const before = await complaintCounts(page)
    await page.getByRole('button', { name: complaints.import }).click()
    await choose()
    await expect(page.getByText(complaints.file.faults.noPlace)).toBeVisible()
    const lines = page.getByRole('region', { name: complaints.file.title }).locator('.scroll tbody tr')
    await expect(lines).toHaveCount(2)
    await page.getByRole('button', { name: complaints.file.start.replace('{n}', '2') }).click()
    await expect(page.getByText(complaints.file.done.replace('{n}', '2'))).toBeVisible()
    expect((await complaintCounts(page))['toAnswer']).toBe((before['toAnswer'] ?? 0) + 2)

    await page.getByRole('button', { name: complaints.import }).click()
    await choose()
    await expect(page.getByText(complaints.file.found.replace('{n}', '0').replace('{known}', '2'))).toBeVisible()

    await page.getByLabel('起', { exact: true }).fill('2026-11-20')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    const csv = Buffer.concat(chunks).toString('utf8')
    expect(csv).toContain('王＊＊ 138****0000')
    expect(csv).not.toContain('13800000000')
  } finally {
    await close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
