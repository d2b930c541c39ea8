import type { Stand } from '../stand.ts'
import { assertArrived, type Figures, type Workload } from './workload.ts'

const photoBytes = 200_000
const photosEach = 2

/** Findings with two photos each, saved and not yet sent. */
async function savePhotos({ page }: Stand, photos: number): Promise<void> {
  await page.evaluate(() => inPage.openEmpty())
  await page.evaluate(() => inPage.catchUp())
  await page.evaluate(([count, each]) => inPage.timeSaves(count, each), [photos / photosEach, photosEach] as const)
}

async function sendAll(stand: Stand, photos: number, cutAfterBytes: number): Promise<Figures> {
  await savePhotos(stand, photos)
  const before = await stand.server.photos()
  stand.line.takeTraffic()
  stand.line.cutAfter(cutAfterBytes)
  const tookMs = await stand.page.evaluate(() => inPage.timePushOverBadLine())
  const { upBytes } = stand.line.takeTraffic()
  assertArrived('Photos', photos, (await stand.server.photos()) - before)
  const payload = photos * photoBytes
  return { 秒: tookMs / 1000, '上行/照片字节': upBytes / payload, '多传 KB': (upBytes - payload) / 1000 }
}

const shared = {
  repetitions: 3,
  takes: ({ contender }: Stand) => contender.sendsPhotos,
  prepare: async () => undefined,
} as const

export const photos: Workload = {
  ...shared,
  title: '上传 100 张照片，每张 200 KB',
  compared: ['秒'],
  run: (stand) => sendAll(stand, 100, Infinity),
}

/** Reset once when half of the bytes and half a photo are over. */
export const cut: Workload = {
  ...shared,
  title: '上传 30 张照片，中途断线一次',
  compared: ['上行/照片字节', '秒'],
  run: (stand) => sendAll(stand, 30, 15.5 * photoBytes),
}
