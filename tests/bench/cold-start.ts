import { setTimeout as pause } from 'node:timers/promises'
import { openBareBrowser, type BareBrowser } from './bare-browser.ts'

/** A browser that is still opening its own windows would have its work counted as the app's. */
const settlingMs = 3_000
const pollMs = 100
/** Far beyond the goal: what is not there by then will not come. */
const patienceMs = 60_000

/** Milliseconds from the start of the navigation. */
export interface ColdStart {
  /** To the frame that shows where and when today's shift is. */
  readonly shiftMs: number
  /** To the frame that shows 今日 with its buttons, by its way to the own records. */
  readonly buttonsMs: number
}

/**
 * Runs in the page: the page's own clock starts with its navigation, and a task queued by a frame runs once it is painted.
 *
 * It looks once a frame: an observer of every change would itself be a tenth of the start on a slowed CPU.
 */
function markFrames(): void {
  const marked = new Set<string>()
  const wanted = { shift: '演练', buttons: '我的记录' }
  const look = (): void => {
    const text = document.getElementById('app')?.textContent ?? ''
    for (const [name, words] of Object.entries(wanted)) {
      if (marked.has(name) || !text.includes(words)) continue
      marked.add(name)
      const painted = new MessageChannel()
      painted.port1.onmessage = () => performance.mark(`${name}-painted`)
      painted.port2.postMessage(null)
    }
    if (marked.size < Object.keys(wanted).length) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function paintedMs(browser: BareBrowser, name: string): Promise<number | undefined> {
  const answer = (await browser.send('Runtime.evaluate', {
    expression: `performance.getEntriesByName('${name}-painted')[0]?.startTime`,
    returnByValue: true,
  })) as { readonly result?: { readonly value?: number } } | undefined
  return answer?.result?.value
}

async function waitUntilPainted(browser: BareBrowser): Promise<ColdStart> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
    const buttonsMs = await paintedMs(browser, 'buttons')
    if (buttonsMs !== undefined) return { shiftMs: (await paintedMs(browser, 'shift')) ?? buttonsMs, buttonsMs }
    await pause(pollMs)
  }
  throw new Error(`Today's shift was not on screen after ${patienceMs / 1_000} s.`)
}

/**
 * A start of the app at 今日, in a browser started for this.
 *
 * `cpuSlowdown` is the factor by which the page's CPU is slowed; the server need not run.
 */
export async function measureColdStart(profileDir: string, url: string, cpuSlowdown: number): Promise<ColdStart> {
  const browser = await openBareBrowser(profileDir)
  try {
    await pause(settlingMs)
    await browser.send('Page.enable')
    await browser.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    await browser.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${markFrames.toString()})()` })
    await browser.send('Page.navigate', { url: `${url}/today` })
    return await waitUntilPainted(browser)
  } finally {
    await browser.close()
  }
}
