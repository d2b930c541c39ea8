import { expect, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { drawnJpeg, twelveMegapixelJpeg } from './drawn-photos.ts'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'
import {
  arrive,
  checkWithOneFailure,
  chooseCategory,
  leave,
  lightOf,
  makeReady,
  saveFinding,
  signIn,
  startFinding,
  takePhoto,
  tally,
} from './morning.ts'
import { readPhoneTable } from './phone-database.ts'
import { openPhone } from './phone-browser.ts'
import { sampleDataDir } from './sample-data-dir.ts'
import { freePort, startServerProcess, type ServerProcess } from './server-process.ts'

/** Where the sample bureau's drill post stands (示例一小 东门); a fix beside it is inside its radius. */
interface Place {
  readonly latitude: number
  readonly longitude: number
}

interface CaseDetail {
  readonly row: { readonly photosExpected: number; readonly photosStored: number; readonly note: string }
  readonly parts: readonly {
    readonly ref: { readonly partId: string; readonly sha256: string; readonly kind: string }
  }[]
}

const fetchJson = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(async (url) => (await fetch(url)).json(), path)

async function drillPost(page: Page): Promise<Place> {
  const { documents } = (await fetchJson(page, '/api/office/assignments?collection=schools')) as {
    documents: { id: string; data: { posts: { id: string; point: { lat: number; lng: number } }[] } }[]
  }
  const post = documents.find((document) => document.id === 'school-1')?.data.posts[0]
  if (!post) throw new Error('The sample has no school-1.')
  return { latitude: post.point.lat, longitude: post.point.lng }
}

/** The cases that were reported since `sinceMs`: the sample bureau has older ones of the same officer. */
async function captainSees(url: string, profileDir: string, sinceMs: number): Promise<readonly CaseDetail[]> {
  const office = await openPhone({ profileDir, viewport: { width: 1366, height: 768 } })
  try {
    await signIn(office.page, url, '2001')
    await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
    await expect(office.page.getByRole('heading', { name: '值守' })).toBeVisible()
    await expect(office.page.locator('[data-counts]', { hasText: '劝离摊贩 3' }).first()).toBeVisible({
      timeout: 20_000,
    })
    await office.page.getByRole('link', { name: '台账' }).click()
    await expect(office.page.locator('tbody tr').first()).toBeVisible()
    const { rows } = (await fetchJson(office.page, '/api/office/cases?limit=50')) as {
      rows: { caseId: string; reportedAt: string }[]
    }
    const details: CaseDetail[] = []
    for (const row of rows.filter(({ reportedAt }) => Date.parse(reportedAt) >= sinceMs)) {
      details.push((await fetchJson(office.page, `/api/office/cases/${row.caseId}`)) as CaseDetail)
    }
    for (const part of details
      .flatMap((detail) => detail.parts)
      .filter((candidate) => candidate.ref.kind === 'photo')) {
      const original = await office.page.request.get(`${url}/api/parts/${part.ref.partId}?size=original`)
      expect(
        createHash('sha256')
          .update(await original.body())
          .digest('hex'),
      ).toBe(part.ref.sha256)
    }
    return details
  } finally {
    await office.close()
  }
}

export async function wholeMorning(folder: string, loseFirstAnswer: boolean): Promise<void> {
  const sinceMs = Date.now()
  const [serverPort, phonePort] = [await freePort(), await freePort()]
  const dataDir = await sampleDataDir(join(folder, 'data'))
  let server: ServerProcess = await startServerProcess({ dataDir, port: serverPort })
  const line: FaultProxy = await startFaultProxy(phonePort, serverPort)
  const phoneProfile = join(folder, 'phone')

  // With network: sign in once, know where the post is.
  const lookup = await openPhone({ profileDir: join(folder, 'lookup') })
  await signIn(lookup.page, server.url, '9001')
  await expect(lookup.page).not.toHaveURL(/login/)
  const place = await drillPost(lookup.page)
  await lookup.close()

  let phone = await openPhone({ profileDir: phoneProfile, place })
  await makeReady(phone.page, line.url, '1001')
  await phone.close()

  // Without: the server is stopped, the line is dead, the app starts cold.
  await server.stop()
  line.setFault('down')
  phone = await openPhone({ profileDir: phoneProfile, place })
  await phone.page.goto(`${line.url}/today`)
  await expect(phone.page.getByText('演练').first()).toBeVisible()
  await arrive(phone.page)
  await checkWithOneFailure(phone.page, 'HX-05')
  await tally(phone.page, ['vendor', 'vendor', 'vendor', 'parking', 'leaflet', 'service'])

  const photos = [
    await twelveMegapixelJpeg(20),
    ...(await Promise.all(
      [70, 120, 170, 220, 270, 300, 330].map((hue) => drawnJpeg({ widthPx: 1600, heightPx: 1200, hue })),
    )),
  ].map((buffer, index) => ({ name: `photo-${index}.jpg`, buffer }))
  await startFinding(phone.page)
  for (const index of [0, 1, 2]) await takePhoto(phone.page, photos[index]!, index + 1)
  await saveFinding(phone.page, '无照经营游商')
  await startFinding(phone.page)
  for (const index of [3, 4, 5]) await takePhoto(phone.page, photos[index]!, index - 2)
  await saveFinding(phone.page, '店外经营')

  // Killed in the middle of the third, which is finished after the app has come back.
  await startFinding(phone.page)
  await takePhoto(phone.page, photos[6]!, 1)
  await phone.page.getByLabel('备注（可不填）').fill('写到一半')
  const third = phone.page.url()
  // What is typed is on disk a third of a second later; the kill comes no sooner.
  await expect
    .poll(async () => JSON.stringify(await readPhoneTable(phone.page, 'p-1001', 'drafts')))
    .toContain('写到一半')
  await phone.kill()

  phone = await openPhone({ profileDir: phoneProfile, place })
  await phone.page.goto(third)
  await expect(phone.page.locator('.strip li')).toHaveCount(1)
  await takePhoto(phone.page, photos[7]!, 2)
  await takePhoto(
    phone.page,
    { name: 'again.jpg', buffer: await drawnJpeg({ widthPx: 1200, heightPx: 1600, hue: 200, orientation: 6 }) },
    3,
  )
  await chooseCategory(phone.page, '街头散发广告')
  await phone.page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(phone.page.getByText('已保存', { exact: true })).toBeVisible()
  await phone.page.goto(`${line.url}/today`)
  await phone.page
    .getByText(/在岗 \d+ 分钟/)
    .first()
    .click()
  await leave(phone.page)
  await phone.page.goto(`${line.url}/sync`)
  await expect(lightOf(phone.page)).toContainText('还差')
  await expect(lightOf(phone.page)).toContainText('9 张照片')

  // The network returns.
  server = await startServerProcess({ dataDir, port: serverPort })
  line.setFault(loseFirstAnswer ? 'answerLost' : 'none', loseFirstAnswer ? { path: '/api/sync', times: 1 } : {})
  const syncNow = phone.page.getByRole('button', { name: '立即同步' })
  await syncNow.click()
  if (loseFirstAnswer) {
    await expect.poll(() => line.lostAnswers()).toBe(1)
    await expect(syncNow).toBeEnabled()
    await syncNow.click()
  }
  await expect(lightOf(phone.page)).toContainText('可以离岗', { timeout: 60_000 })
  await phone.close()

  const cases = await captainSees(server.url, join(folder, 'captain'), sinceMs)
  expect(cases).toHaveLength(3)
  const hashes = cases.flatMap((detail) => detail.parts.map((part) => part.ref.sha256))
  expect(new Set(hashes).size).toBe(9)
  expect(cases.map((detail) => detail.row.photosStored)).toEqual([3, 3, 3])
  expect(cases.filter((detail) => detail.row.note === '写到一半')).toHaveLength(1)
  await line.close()
  await server.stop()
}
