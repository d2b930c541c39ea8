import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lightOf, makeReady, signIn } from '../../support/morning.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { test } from '../../support/sample-bureau-test.ts'
import { openSurvey, restIsNormal, saveSurvey } from '../../support/street-survey.ts'

/** A microphone that beeps, and nobody who has to allow it. */
const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

const piecesOf = (page: Page): Promise<readonly unknown[]> => readPhoneTable(page, 'p-1001', 'voicePieces')

/** What the player says when it has played to the end. */
const playThrough = (page: Page): Promise<{ readonly error: number | null; readonly playedS: number }> =>
  page
    .locator('audio')
    .first()
    .evaluate(
      (audio: HTMLAudioElement) =>
        new Promise((resolve) => {
          const tell = (): void => resolve({ error: audio.error?.code ?? null, playedS: audio.currentTime })
          audio.addEventListener('ended', tell)
          audio.addEventListener('error', tell)
          audio.play().catch(tell)
        }),
    )

test('[PART-13] what was spoken into a survey outlives a killed page, goes with the record, and is heard in the office', async ({
  line,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-voice-'))
  const profileDir = join(folder, 'phone')
  let phone = await openPhone({ profileDir, args })
  await makeReady(phone.page, line.url, '1001')
  await expect.poll(async () => (await readPhoneTable(phone.page, 'p-1001', 'signs')).length).toBeGreaterThan(20)
  await phone.close()
  phone = await openPhone({ profileDir, args })
  line.setFault('down')
  await phone.page.goto(`${line.url}/today`)
  await openSurvey(phone.page)
  await phone.page.locator('[data-sign]').filter({ hasText: '楼体、墙面广告' }).first().click()
  await expect(phone.page.getByRole('button', { name: '开始排雷' })).toBeVisible()
  const sign = (await phone.page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await phone.page.getByRole('button', { name: '开始排雷' }).click()
  await phone.page.getByRole('button', { name: '录语音' }).click()
  await expect(phone.page.getByText(/正在录音 0:0\d \/ 3:00/)).toBeVisible()
  await expect(phone.page.getByRole('meter', { name: '音量' })).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await expect.poll(async () => (await piecesOf(phone.page)).length).toBeGreaterThanOrEqual(3)
  const form = phone.page.url()
  await phone.kill()

  phone = await openPhone({ profileDir, args })
  await phone.page.goto(form)
  await expect(phone.page.getByText('上次录音时应用被关闭，已录到的部分还在')).toBeVisible()
  await expect(phone.page.locator('audio')).toHaveCount(1)
  expect(await piecesOf(phone.page)).toEqual([])
  expect(await playThrough(phone.page)).toMatchObject({ error: null })

  // A second one, which the save itself ends.
  await restIsNormal(phone.page)
  await phone.page.getByRole('button', { name: '再录一段' }).click()
  await expect.poll(async () => (await piecesOf(phone.page)).length).toBeGreaterThanOrEqual(1)
  await saveSurvey(phone.page)
  await expect(phone.page.locator('audio')).toHaveCount(2)
  await phone.page.goto(`${line.url}/sync`)
  await expect(phone.page.getByText('语音待发送')).toHaveCount(2)
  line.setFault('none')
  await phone.page.goto(`${line.url}/sync`)
  await expect(lightOf(phone.page)).toContainText('可以离岗', { timeout: 90_000 })
  await phone.close()

  const office = await openPhone({
    profileDir: join(folder, 'office'),
    viewport: { width: 1366, height: 768 },
    args: ['--autoplay-policy=no-user-gesture-required'],
  })
  await signIn(office.page, line.url, '2001')
  await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  await office.page.getByRole('link', { name: '招牌' }).click()
  await office.page.getByRole('link', { name: sign }).first().click()
  await expect(office.page.getByRole('list', { name: '语音' }).locator('audio')).toHaveCount(2)
  const played = await playThrough(office.page)
  expect(played.error).toBeNull()
  expect(played.playedS).toBeGreaterThan(1)
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

test('a microphone that is refused is said in words, and the form goes on', async ({ line }) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'xunhu-voice-'))
  const phone = await openPhone({ profileDir })
  await makeReady(phone.page, line.url, '1001')
  await openSurvey(phone.page)
  await phone.page.locator('[data-sign]').first().click()
  await phone.page.getByRole('button', { name: '开始排雷' }).click()
  await phone.page.getByRole('button', { name: '录语音' }).click()
  await expect(phone.page.getByText(/没有麦克风权限|麦克风打不开/)).toBeVisible()
  await expect(phone.page.getByRole('button', { name: '录语音' })).toBeEnabled()
  await phone.close()
  await rm(profileDir, { recursive: true, force: true })
})
