import { percentile } from '../../percentile.ts'
import type { Workload } from './workload.ts'

const [rows, saves, savesWithPhotos, queries] = [10_000, 40, 15, 40]

/** An officer taps 保存 on a phone in use, without photos and with three of 200 KB, and opens the list. */
export const amongTenThousand: Workload = {
  title: '一万条中：保存一条，带三张照片保存，查最新 50 条（毫秒）',
  compared: ['保存 p50', '带照片 p50', '查询 p50'],
  repetitions: 3,
  takes: () => true,
  prepare: async ({ page }) => {
    await page.evaluate(() => inPage.openEmpty())
    await page.evaluate((count) => inPage.timeLoad(count), rows)
  },
  run: async ({ page }) => {
    const plain = await page.evaluate((count) => inPage.timeSaves(count, 0), saves)
    const photos = await page.evaluate((count) => inPage.timeSaves(count, 3), savesWithPhotos)
    const asked = await page.evaluate((count) => inPage.timeQueries(count), queries)
    return {
      '保存 p50': percentile(plain, 0.5),
      '保存 p95': percentile(plain, 0.95),
      '带照片 p50': percentile(photos, 0.5),
      '带照片 p95': percentile(photos, 0.95),
      '查询 p50': percentile(asked, 0.5),
      '查询 p95': percentile(asked, 0.95),
    }
  },
}
