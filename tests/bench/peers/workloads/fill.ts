import { percentile } from '../../percentile.ts'
import type { Workload } from './workload.ts'

const [saves, rows] = [40, 10_000]

/** The first saves on a new phone, and ten thousand records at once. */
export const fill: Workload = {
  title: '空库保存一条（毫秒），批量写入一万条（秒）',
  compared: ['保存 p50', '批量'],
  repetitions: 3,
  takes: () => true,
  prepare: async () => undefined,
  run: async ({ page }) => {
    await page.evaluate(() => inPage.openEmpty())
    const saved = await page.evaluate((count) => inPage.timeSaves(count, 0), saves)
    const tookMs = await page.evaluate((count) => inPage.timeLoad(count), rows)
    return {
      '保存 p50': percentile(saved, 0.5),
      '保存 p95': percentile(saved, 0.95),
      批量: tookMs / 1000,
      '条/秒': (rows / tookMs) * 1000,
    }
  },
}
