import { setTimeout as pause } from 'node:timers/promises'
import { openBareBrowser, type BareBrowser } from './bare-browser.ts'

/** A browser that is still opening its own windows would have its work counted as the app's. */
const settlingMs = 3_000
const pollMs = 100
/** Far beyond the goal: what is not there by then will not come. */
const patienceMs = 60_000

/**
 * Runs in the page: the page's own clock starts with its navigation, and a task queued by a frame runs once it is painted.
 *
 * It looks once a frame: an observer of every change would itself be a tenth of the start on a slowed CPU.
 */
function markTodayPainted(): void {
  const look = (): void => {
    if (!document.getElementById('app')?.textContent?.includes('演练')) {
      requestAnimationFrame(look)
      return
    }
    const painted = new MessageChannel()
    painted.port1.onmessage = () => performance.mark('today-painted')
    painted.port2.postMessage(null)
  }
  requestAnimationFrame(look)
}

async function paintedMs(browser: BareBrowser): Promise<number | undefined> {
  const answer = (await browser.send('Runtime.evaluate', {
    expression: `performance.getEntriesByName('today-painted')[0]?.startTime`,
    returnByValue: true,
  })) as { readonly result?: { readonly value?: number } } | undefined
  return answer?.result?.value
}

async function waitUntilPainted(browser: BareBrowser): Promise<number> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
    const ms = await paintedMs(browser)
    if (ms !== undefined) return ms
    await pause(pollMs)
  }
  throw new Error(`Today's shift was not on screen after ${patienceMs / 1_000} s.`)
}

/**
 * Milliseconds from the start of the navigation to the frame that paints today's shift, in a browser started for this.
 *
 * `cpuSlowdown` is the factor by which the page's CPU is slowed; the server need not run.
 */
export async function measureColdStart(profileDir: string, url: string, cpuSlowdown: number): Promise<number> {
  const browser = await openBareBrowser(profileDir)
  try {
    await pause(settlingMs)
    await browser.send('Page.enable')
    await browser.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    await browser.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${markTodayPainted.toString()})()` })
    await browser.send('Page.navigate', { url: `${url}/today` })
    return await waitUntilPainted(browser)
  } finally {
    await browser.close()
  }
}
