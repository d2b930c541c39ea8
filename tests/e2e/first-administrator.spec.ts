import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startServerProcess } from '../support/server-process.ts'

const password = 'password-123'

async function signIn(page: Page, url: string, number: string): Promise<void> {
  await page.goto(`${url}/login`)
  await page.getByLabel('工号', { exact: true }).fill(number)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
}

async function addPerson(page: Page, number: string, name: string, role: string): Promise<void> {
  await page.getByRole('button', { name: /新增/ }).click()
  await page.getByLabel('工号').fill(number)
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel(/^岗位/).selectOption(role)
  await page.getByLabel(/^中队/).selectOption({ label: '一中队' })
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(`${number} ${name}`)).toBeVisible()
}

test('an empty bureau is led from the one-time link to a first roster that the next sign-in finds', async ({
  browser,
}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunhu-e2e-'))
  const server = await startServerProcess({ dataDir, port: await freePort(), env: { SAMPLE: '0' } })
  try {
    const link = /http\S+\/setup\?token=\S+/.exec(server.output())?.[0] ?? ''
    const office = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await office.newPage()
    await page.goto(link)
    await page.getByLabel('单位名称').fill('示例新区')
    await page.getByLabel('工号').fill('9000')
    await page.getByLabel('姓名').fill('示例管理员')
    await page.getByLabel(/密码/).fill(password)
    await page.getByRole('button', { name: '建立' }).click()
    await expect(page.getByText('已建立')).toBeVisible()

    await signIn(page, server.url, '9000')
    await page.getByRole('button', { name: /新增/ }).click()
    await page.getByLabel('名称').fill('一中队')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('一中队')).toBeVisible()
    await page.getByRole('tab', { name: '学校' }).click()
    await page.getByRole('button', { name: /新增/ }).click()
    await page.getByLabel('名称', { exact: true }).fill('新区一小')
    await page.getByLabel('纬度').fill('32.6')
    await page.getByLabel('经度').fill('117')
    await page.getByLabel('铃声', { exact: true }).first().fill('08:00')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('新区一小').first()).toBeVisible()

    await page.getByRole('tab', { name: '人员' }).click()
    await addPerson(page, '5001', '示例队员', 'officer')
    await addPerson(page, '5002', '示例协管', 'aux')
    await page.getByRole('link', { name: '排班' }).click()
    // A week that is still to come: shifts that have begun are frozen.
    await page.getByRole('button', { name: '下一周' }).click()
    await page.getByRole('button', { name: /^新区一小 .* 周一 到校 07:40–08:15：待排/ }).click()
    await page.getByLabel(/示例队员/).check()
    await expect(page.getByText('▲ 不足两人')).toBeVisible()
    await page.getByLabel(/示例协管/).check()
    await page.getByRole('button', { name: '说明理由', exact: true }).click()
    await page.getByLabel('理由', { exact: true }).fill('证件办理中')
    await page.getByRole('button', { name: '保存理由' }).click()
    await page.getByRole('button', { name: '发布 1 项改动' }).click()
    await expect(page.getByText('已发布，手机下次同步时收到')).toBeVisible()
    await expect(page.getByRole('button', { name: /周一 到校 07:40–08:15：示例队员、示例协管/ })).toBeVisible()

    const phone = await browser.newContext()
    const officer = await phone.newPage()
    await signIn(officer, server.url, '5001')
    await expect(officer.getByText('今天没有您的班次')).toBeVisible()

    await page.goto(link)
    await page.getByLabel('单位名称').fill('另一个')
    await page.getByLabel('工号').fill('9999')
    await page.getByLabel('姓名').fill('冒名')
    await page.getByLabel(/密码/).fill(password)
    await page.getByRole('button', { name: '建立' }).click()
    await expect(page.getByText('setup/closed')).toBeVisible()
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})
