import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import type { CaseDetailResponse, CaseListResponse } from '../../src/protocol/office.ts'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { signIn } from '../support/morning.ts'
import { test } from '../support/sample-bureau-test.ts'

test.use({ viewport: { width: 1366, height: 768 } })

interface Evidence {
  readonly caseId: string
  readonly partId: string
  readonly sha256: string
}

/** A case of the sample bureau whose photo is on the server. */
async function findEvidence(captain: ApiClient): Promise<Evidence> {
  const { rows } = (await captain.get('/api/office/cases?limit=50')) as CaseListResponse
  const row = rows.find(({ firstPhoto }) => firstPhoto !== null)
  const { parts } = (await captain.get(`/api/office/cases/${row?.caseId}`)) as CaseDetailResponse
  const part = parts.find(({ ref }) => ref.partId === row?.firstPhoto)
  if (!row || !part) throw new Error('no case with a photo')
  return { caseId: row.caseId, partId: part.ref.partId, sha256: part.ref.sha256 }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const picturesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Subtype \/Image\b/g)?.length ?? 0

async function readOriginal(url: string, { headers }: ApiClient, partId: string): Promise<Buffer> {
  const answer = await fetch(`${url}/api/parts/${partId}?size=original`, { headers })
  return Buffer.from(await answer.arrayBuffer())
}

/** Draws a rectangle with the mouse; in parts of the picture. */
async function drawMosaic(
  picture: Locator,
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
) {
  const box = await picture.boundingBox()
  if (!box) throw new Error('no picture')
  const at = ([x, y]: readonly [number, number]): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at(to), { steps: 4 })
  await page.mouse.up()
}

async function takeCopy(page: Page): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const file = await download
  await expect(page.getByText('✓ 已导出并登记')).toBeVisible()
  return { bytes: await readFile(await file.path()), name: file.suggestedFilename() }
}

async function verdictOf(page: Page, name: string, buffer: Buffer): Promise<Locator> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
  const card = page.getByRole('article').filter({ hasText: name })
  await expect(card).toBeVisible()
  return card
}

/** Of the pixels of the region that was drawn over, how many have the colour of the one before them: nearly all in a mosaic. */
async function evenShareOf(bytes: Buffer): Promise<number> {
  const image = sharp(bytes)
  const { width, height } = await image.metadata()
  const corner = { left: Math.round(width * 0.32), top: Math.round(height * 0.32) }
  const size = { width: Math.round(width * 0.16), height: Math.round(height * 0.16) }
  const { data, info } = await image
    .extract({ ...corner, ...size })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const within = [...data.keys()].filter((at) => at % info.width !== 0)
  return within.filter((at) => Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0)) <= 2).length / within.length
}

/** How far two pictures of one size are apart in the region that was drawn over, in shades of grey. */
async function meanDifference(left: Buffer, right: Buffer): Promise<number> {
  const [a, b] = await Promise.all([left, right].map((bytes) => sharp(bytes).greyscale().raw().toBuffer()))
  if (!a || !b) return 0
  const { width, height } = await sharp(left).metadata()
  let sum = 0
  let count = 0
  for (let y = Math.round(height * 0.32); y < height * 0.48; y += 1)
    for (let x = Math.round(width * 0.32); x < width * 0.48; x += 1) {
      sum += Math.abs((a[y * width + x] ?? 0) - (b[y * width + x] ?? 0))
      count += 1
    }
  return sum / count
}

test('[EVID-1] [EVID-3] the office verifies an original, takes out a copy with a mosaic, and tells both from a changed file', async ({
  page,
  line,
}) => {
  const captain = await signInByApi(line.url, '2001')
  const evidence = await findEvidence(captain)
  const original = await readOriginal(line.url, captain, evidence.partId)
  expect(sha256Of(original)).toBe(evidence.sha256)

  await signIn(page, line.url, '2001')
  await expect(page).not.toHaveURL(/login/)
  await page.goto(`${line.url}/office/ledger/${evidence.caseId}`)
  await page.getByRole('link', { name: '导出副本' }).first().click()
  const picture = page.getByRole('img', { name: '副本预览' })
  await drawMosaic(picture, page, [0.3, 0.3], [0.5, 0.5])
  await page.getByRole('button', { name: '加一处打码' }).click()
  await page.getByRole('button', { name: '打码 2', exact: true }).press('ArrowRight')
  const copy = await takeCopy(page)

  const shown = await sharp(copy.bytes).metadata()
  const recorded = await sharp(original).metadata()
  expect([shown.width, shown.height, shown.exif]).toEqual([recorded.width, recorded.height, undefined])
  expect(await evenShareOf(copy.bytes)).toBeGreaterThan(0.9)
  expect(await meanDifference(original, copy.bytes)).toBeGreaterThan(5)
  expect((await readOriginal(line.url, captain, evidence.partId)).equals(original)).toBe(true)

  await page.goto(`${line.url}/office/ledger/${evidence.caseId}/dossier`)
  await expect(page.getByRole('button', { name: '打印 / PDF' })).toBeEnabled()
  await expect(page.getByText(`${evidence.sha256}  ${evidence.partId}`)).toBeVisible()
  const unnoted = await page.pdf()
  // The dialog that would open holds the page, and nobody is there to close it.
  await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }))
  const noted = page.waitForResponse((response) => response.url().endsWith('/api/office/dossier-prints'))
  await page.getByRole('button', { name: '打印 / PDF' }).click()
  expect((await noted).status()).toBe(200)
  await expect(page.locator('.dossier')).not.toHaveClass(/not-on-paper/)
  const dossier = await page.pdf()
  expect(dossier.subarray(0, 5).toString()).toBe('%PDF-')
  // The browser's own command puts the file on paper only once it was noted.
  expect(picturesOf(unnoted)).toBe(0)
  expect(picturesOf(dossier)).toBeGreaterThan(0)

  await page.goto(`${line.url}/office/verify`)
  const asOriginal = await verdictOf(page, 'IMG_0001.jpg', original)
  await expect(asOriginal).toContainText('✓ 是本系统原件')
  // The sample's pictures stand in several cases.
  await expect(asOriginal.locator(`a[href="/office/ledger/${evidence.caseId}"]`)).toBeVisible()
  const asCopy = await verdictOf(page, copy.name, copy.bytes)
  await expect(asCopy).toContainText('是本系统导出的副本，不是原件')
  await expect(asCopy).toContainText('打码2 处')
  const changed = Buffer.from(original)
  changed[changed.length - 3]! ^= 1
  await expect(await verdictOf(page, 'changed.jpg', changed)).toContainText('不认识')
})
