import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { providerReturnPath } from '../../../src/protocol/session.ts'
import { providerClient, startOpenIdProvider } from '../../support/open-id-provider.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

const button = (page: Page) => page.getByRole('button', { name: '示例统一登录' })

async function showWho(page: Page, name: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('[AUTH-16] an officer signs in at the bureau’s provider and works on without network; whoever turns back or is unknown is told and finds the way out', async () => {
  const [dataDir, profileDir] = await Promise.all(
    ['data', 'phone'].map((name) => mkdtemp(join(tmpdir(), `xunhu-provider-${name}-`))),
  )
  const [port, providerPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const provider = await startOpenIdProvider(providerPort, `${url}${providerReturnPath}`)
  const server = await startServerProcess({
    dataDir: dataDir ?? '',
    port,
    env: {
      PUBLIC_URL: url,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: providerClient.id,
      OIDC_CLIENT_SECRET: providerClient.secret,
      OIDC_NAME: '示例统一登录',
    },
  })
  const phone = await openPhone({ profileDir: profileDir ?? '' })
  const { page } = phone

  await page.goto(`${url}/login`)
  await button(page).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByText('登录已取消')).toBeVisible()
  await page.getByRole('link', { name: /返回登录页/ }).click()

  await button(page).click()
  await showWho(page, '7777')
  await expect(page.getByText('这里没有您的在用账号')).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
  await page.getByRole('link', { name: /返回登录页/ }).click()

  // Somebody sent her an address, and she is not signed in.
  await page.goto(`${url}/sync`)
  await button(page).click()
  await showWho(page, '1001')
  await expect(page.getByRole('heading', { name: '离线可用' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '开始', exact: true }).click()
  await expect(page).toHaveURL(/\/sync$/)

  await server.stop()
  await provider.close()
  await page.goto(`${url}/today`)
  await expect(page.getByRole('heading', { name: /^今日 · / })).toBeVisible()

  await phone.close()
  await Promise.all([dataDir, profileDir].map((dir) => rm(dir ?? '', { recursive: true, force: true })))
})
