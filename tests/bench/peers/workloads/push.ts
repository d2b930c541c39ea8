import { assertArrived, type Workload } from './workload.ts'

const rows = 1_000

/** A squad's day goes up, all of it durable on the server when the time stops. */
export const push: Workload = {
  title: '上传一千条',
  compared: ['秒', '上行字节/条'],
  repetitions: 3,
  takes: ({ contender }) => !contender.storesOnly,
  prepare: async () => undefined,
  run: async ({ page, line, server }) => {
    await page.evaluate(() => inPage.openEmpty())
    await page.evaluate(() => inPage.catchUp())
    await page.evaluate((count) => inPage.timeLoad(count), rows)
    const before = await server.findings()
    line.takeTraffic()
    const tookMs = await page.evaluate(() => inPage.timePush())
    const { upBytes, downBytes } = line.takeTraffic()
    assertArrived('Findings', rows, (await server.findings()) - before)
    return { 秒: tookMs / 1000, '上行字节/条': upBytes / rows, '下行字节/条': downBytes / rows }
  },
}
