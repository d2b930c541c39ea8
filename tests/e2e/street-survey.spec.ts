import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readExcelFile from 'read-excel-file/node'
import type { CaseListResponse } from '../../src/protocol/office.ts'
import { lightOf, makeReady, signIn } from '../support/morning.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { openPhone } from '../support/phone-browser.ts'
import { test } from '../support/sample-bureau-test.ts'
import {
  answer,
  openSurvey,
  registerSign,
  restIsNormal,
  saveSurvey,
  surveyKnown,
  takePhotos,
  type KnownSign,
} from '../support/street-survey.ts'

/** Far from every street and school of the sample: what is registered here is near nothing. */
const openGround = { latitude: 32.7, longitude: 117.1 }

/** Signs of the register, each of its own type, and what is found on them; those from the map last, for which one walks away. */
const knownSigns: readonly KnownSign[] = [
  { type: '楼体、墙面广告', answers: [], grade: '未发现明显隐患' },
  { type: '电子显示屏', answers: [['GG-E06', '轻微']], grade: '轻微' },
  { type: '侧招、挑出式', answers: [['GG-P02', '明显']], grade: '一般' },
  {
    type: '落地灯箱、立牌',
    answers: [
      ['GG-S05', '明显'],
      ['GG-S06', '明显'],
    ],
    grade: '较大',
  },
  { type: '门头招牌', onMap: 'FASCIA', answers: [], grade: '未发现明显隐患' },
  { type: '公共设施附着', onMap: 'STREET', answers: [['GG-E05', '看不到']], grade: '未发现明显隐患（受限）' },
]

const noticeNo = '示城管责改字〔2026〕第 12 号'

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

/** 整改通知书 as the officer hands it over, without network: one sheet of A4. */
async function issueNotice(page: Page): Promise<void> {
  await page.getByRole('link', { name: /整改通知书草稿/ }).click()
  await expect(page.getByText(/存在下列问题：1. 面板松动、翘边、欲坠（严重）/)).toBeVisible()
  await page.getByLabel('文号').fill(noticeNo)
  await page.getByRole('button', { name: '保存为已开具' }).click()
  await expect(page.getByText(/✓ 已开具/)).toBeVisible()
  const paper = await page.pdf({ format: 'A4' })
  expect([paper.subarray(0, 5).toString(), pagesOf(paper)]).toEqual(['%PDF-', 1])
}

/** The ledger as the office takes it: its lines by the words on the boards. */
async function takeExcel(page: Page): Promise<ReadonlyMap<unknown, Readonly<Record<string, unknown>>>> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Excel（带照片）' }).click()
  const [sheet] = await readExcelFile(await (await download).path())
  const [, , , head = [], ...lines] = sheet?.data ?? []
  const named = lines.map((line) => Object.fromEntries(head.map((name, index) => [String(name), line[index]])))
  return new Map(named.map((line) => [line['牌面内容'], line]))
}

test('a surveyor without network surveys eight signs of eight types, is killed once, and the office has grades with reasons, cases with limits, the notice, photos and the Excel of it', async ({
  line,
}) => {
  const sinceMs = Date.now()
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-street-'))
  const profileDir = join(folder, 'phone')
  let phone = await openPhone({ profileDir, place: openGround })
  await makeReady(phone.page, line.url, '1001')
  await expect.poll(async () => (await readPhoneTable(phone.page, 'p-1001', 'signs')).length).toBeGreaterThan(20)
  // Closed once as a person closes it: the browser writes the session down some seconds after it was given.
  await phone.close()
  phone = await openPhone({ profileDir, place: openGround })
  line.setFault('down')
  await phone.page.goto(`${line.url}/today`)

  // Signs of the register, from nothing found to 较大.
  await openSurvey(phone.page)
  for (const known of knownSigns) await surveyKnown(phone.page, known)
  await phone.context.setGeolocation({ ...openGround, accuracy: 6 })

  // A new roof sign, added where the map is, whose fixing nobody can see: never better than 待专业检测. Killed in the middle.
  await phone.page.goto(`${line.url}/map`)
  await phone.page.getByRole('button', { name: '在这里新增' }).click()
  await phone.page.getByRole('button', { name: '新招牌' }).click()
  await expect(phone.page.getByText('位置已在地图上选定')).toBeVisible()
  await registerSign(phone.page, { content: '示例大楼', type: '楼顶广告', width: '12', height: '4', bottom: '20' })
  await answer(phone.page, 'GG-S04', '看不到')
  await takePhotos(phone.page, 1)
  const form = phone.page.url()
  await expect
    .poll(async () => JSON.stringify(await readPhoneTable(phone.page, 'p-1001', 'drafts')))
    .toContain('"GG-S04":"NV"')
  await phone.kill()
  phone = await openPhone({ profileDir, place: openGround })
  await phone.page.goto(form)
  await expect(phone.page.locator('.strip li')).toHaveCount(1)
  await expect(
    phone.page.locator('[data-item="GG-S04"]').getByRole('radio', { name: '看不到', exact: true }),
  ).toBeChecked()
  await restIsNormal(phone.page)
  await takePhotos(phone.page, 1, 1)
  await saveSurvey(phone.page)
  await expect(phone.page.getByText('待专业检测').first()).toBeVisible()

  // The same sign once more: recognised before a second form is filled.
  await phone.page.goto(`${line.url}/signs/new`)
  await phone.page.getByLabel('牌面文字').fill('示例大楼')
  await expect(phone.page.getByText(/这块牌子 \d+ 分钟前队员甲查过/)).toBeVisible()
  await phone.page.getByLabel('牌面文字').fill('招租')
  await expect(phone.page.getByText(/这块牌子/)).toHaveCount(0)

  // Another one, that is about to fall: what to do comes before anything else.
  await registerSign(phone.page, {
    content: '招租广告',
    type: '条幅、气模、临时',
    width: '3',
    height: '1',
    bottom: '3',
  })
  await answer(phone.page, 'GG-P01', '严重')
  await restIsNormal(phone.page)
  await takePhotos(phone.page, 4)
  await saveSurvey(phone.page)
  await expect(phone.page.getByText('拉警戒线，下方不留人')).toBeVisible()
  await expect(phone.page.getByText('险情排除时限')).toBeVisible()
  await expect(phone.page.getByRole('link', { name: /110/ })).toBeVisible()
  await issueNotice(phone.page)

  line.setFault('none')
  await phone.page.goto(`${line.url}/sync`)
  await expect(lightOf(phone.page)).toContainText('可以离岗', { timeout: 90_000 })
  await phone.close()

  const office = await openPhone({ profileDir: join(folder, 'office'), viewport: { width: 1366, height: 768 } })
  await signIn(office.page, line.url, '2001')
  await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  const { rows } = (await office.page.evaluate(async () =>
    (await fetch('/api/office/cases?limit=50')).json(),
  )) as CaseListResponse
  const opened = rows.filter(({ reportedAt }) => Date.parse(reportedAt) >= sinceMs)
  expect(opened.map(({ severity, photosStored, dueAt }) => [severity, photosStored, typeof dueAt])).toEqual([
    ['critical', 4, 'string'],
    ['general', 2, 'string'],
    ['major', 0, 'string'],
    ['general', 0, 'string'],
    ['hint', 0, 'string'],
  ])

  await office.page.getByRole('link', { name: '招牌' }).click()
  await expect(office.page.locator('tr[data-sign]').first()).toContainText('重大')
  await office.page.getByRole('button', { name: '待专业检测 1' }).click()
  await expect(office.page.locator('tr[data-sign]')).toHaveCount(1)
  await expect(office.page.locator('tr[data-sign]')).toContainText('示例大楼')
  await office.page.getByRole('link', { name: '示例大楼' }).click()
  await expect(office.page.getByText(/第 6 条：★ 结构项看不到，且属于应当检测的设施/)).toBeVisible()
  await expect(office.page.locator('figure img')).toHaveCount(2)
  await office.page.getByRole('link', { name: '招牌', exact: true }).click()

  const ledger = await takeExcel(office.page)
  expect(ledger.get('招租广告')).toMatchObject({ 序号: 1, 隐患等级: '重大', 通知书号: noticeNo })
  expect(ledger.get('示例大楼')).toMatchObject({ 类型: '楼顶广告', 隐患等级: '待专业检测' })
  const grades = [...ledger.values()].map((each) => each['隐患等级'])
  for (const { grade } of knownSigns) expect(grades).toContain(grade)

  await office.page.getByRole('link', { name: '招租广告' }).click()
  await expect(office.page.getByText(/第 1 条：★ 关键项有 1 项以上严重：面板松动、翘边、欲坠/)).toBeVisible()
  await expect(office.page.locator('a.case')).toHaveText(/^户外广告 · .* · 时限 /)
  await expect(office.page.getByText(`开具整改通知书 ${noticeNo}`)).toBeVisible()
  await expect(office.page.locator('figure img')).toHaveCount(4)
  await office.close()
  await rm(folder, { recursive: true, force: true })
})
