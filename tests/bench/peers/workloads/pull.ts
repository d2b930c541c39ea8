import type { Workload } from './workload.ts'

const rows = 10_000

/** A new phone takes in what its server holds, until it can be queried. */
export const pull: Workload = {
  title: '下载一万条到可查',
  compared: ['毫秒/条', '下行字节/条'],
  repetitions: 3,
  takes: () => true,
  prepare: async ({ page, server }) => {
    await page.evaluate(() => inPage.openEmpty())
    await page.evaluate(() => inPage.catchUp())
    await page.evaluate((count) => inPage.timeLoad(count), rows - (await server.findings()))
    await page.evaluate(() => inPage.timePush())
  },
  run: async ({ page, line }) => {
    await page.evaluate(() => inPage.openEmpty())
    line.takeTraffic()
    const { tookMs, rows: pulled } = await page.evaluate(() => inPage.timePull())
    if (pulled < rows) throw new Error(`${pulled} arrived of ${rows}.`)
    return {
      秒: tookMs / 1000,
      条: pulled,
      '毫秒/条': tookMs / pulled,
      '下行字节/条': line.takeTraffic().downBytes / pulled,
    }
  },
}
