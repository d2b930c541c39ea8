import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseIdOf, type EntryId, type ScopeId, type SubjectId } from '../../../src/domain/ids.ts'
import { systemRandom } from '../../../src/lib/random.ts'
import { uuidV7 } from '../../../src/lib/uuid-v7.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { signInByApi } from '../../support/api-client.ts'
import { filedData, handledData } from '../../support/case-decisions.ts'
import { pushEntry, uploadPhoto } from '../../support/dispatched-case.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { atEastGate, makeReady, signIn, takePhoto } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { reportedData } from '../../support/reported-case.ts'
import { test } from '../../support/sample-bureau-test.ts'
import { act, openInLedger, openWaiting, pick } from '../../support/week/desk.ts'

const unit = 'squad-1' as ScopeId

/** Reported by 1002 without a picture. */
async function reportBare(url: string): Promise<SubjectId> {
  const id = uuidV7(Date.now(), systemRandom)
  const caseId = caseIdOf(id as EntryId)
  await pushEntry(await signInByApi(url, '1002'), 'case.reported', reportedData({ note: '有人说占道' }), { id, caseId })
  return caseId
}

async function openOffice(folder: string, url: string, number: string) {
  const office = await openPhone({ profileDir: join(folder, number), viewport: { width: 1366, height: 768 } })
  await signIn(office.page, url, number)
  await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  return office
}

const toLedger = async (page: Page, url: string, caseId: SubjectId): Promise<void> => {
  await page.goto(`${url}/office/inbox`)
  await openInLedger(page, caseId)
}

test('the command centre asks an auxiliary to look, who looks without network, and the case stands for filing', async ({
  line,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-verify-'))
  const caseId = await reportBare(line.url)
  const phone = await openPhone({ profileDir: join(folder, 'phone'), place: atEastGate })
  const office = await openOffice(folder, line.url, '4001')
  try {
    await makeReady(phone.page, line.url, '1101')
    await toLedger(office.page, line.url, caseId)
    await act(office.page, 'case.verifyAsked', async (form) => {
      await pick('群众反映，没有照片')(form)
      await form.getByLabel('请谁核实').selectOption('squad-1')
      await form.getByLabel('核实人').selectOption('p-1101')
    })
    await phone.page.getByRole('link', { name: /^任务 \d+ 件/ }).click()
    const row = phone.page.locator(`a[href="/tasks/${caseId}"]`)
    await expect(row).toContainText('待核实')
    line.setFault('down')
    await row.click()
    await expect(phone.page.getByText('请到场核实：群众反映，没有照片')).toBeVisible()
    await phone.page.getByRole('button', { name: '核实', exact: true }).click()
    await takePhoto(
      phone.page,
      { name: 'scene.jpg', buffer: await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 90 }) },
      1,
    )
    await phone.page.getByRole('radio', { name: '属实' }).click()
    await phone.page.getByRole('button', { name: '报告核实结果' }).click()
    await expect(phone.page.getByText('已保存', { exact: true })).toBeVisible()
    line.setFault('none')
    await phone.page.goto(`${line.url}/sync`)
    await toLedger(office.page, line.url, caseId)
    await expect(office.page.getByText(/协管员甲 .* 属实/)).toBeVisible()
  } finally {
    await Promise.all([phone.close(), office.close()])
    await rm(folder, { recursive: true, force: true })
  }
})

test('an inspector is not content with a closed case, and the command centre opens it again', async ({ line }) => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-evaluate-'))
  const caseId = await reportBare(line.url)
  const [officer, captain] = [await signInByApi(line.url, '1001'), await signInByApi(line.url, '2001')]
  const picture = await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 20 })
  const after = await uploadPhoto(line.url, officer, picture, { role: 'after' })
  await pushEntry(captain, 'case.filed', filedData(new Date(Date.now() + 7_200_000).toISOString()), { caseId })
  await pushEntry(captain, 'case.dispatched', { to: unit }, { caseId })
  await pushEntry(officer, 'case.accepted', { unit }, { caseId })
  await pushEntry(officer, 'case.handled', handledData(), { caseId, parts: [after] })
  await pushEntry(captain, 'case.checked', { passed: true, onSite: false }, { caseId })

  const inspector = await openOffice(folder, line.url, '3001')
  const command = await openOffice(folder, line.url, '4001')
  try {
    await toLedger(inspector.page, line.url, caseId)
    await act(inspector.page, 'case.evaluated', async (form) => {
      await form.getByRole('combobox').selectOption('unsatisfied')
      await pick('恢复不彻底')(form)
    })
    await command.page.goto(`${line.url}/office/inbox`)
    await openWaiting(command.page, 'toReopen', caseId)
    await expect(command.page.getByText(/不满意（督查员/)).toBeVisible()
    await act(command.page, 'case.reopened', async (form) => {
      await form.getByRole('combobox').selectOption('unsatisfied')
      await form.getByRole('button').first().click()
    })
    const seen = (await captain.get(`/api/office/cases/${caseId}`)) as CaseDetailResponse
    expect(seen.row.state).toBe('reopened')
  } finally {
    await Promise.all([inspector.close(), command.close()])
    await rm(folder, { recursive: true, force: true })
  }
})
