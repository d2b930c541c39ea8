import { setTimeout as pause } from 'node:timers/promises'
import { openBareBrowser, type BareBrowser } from './bare-browser.ts'

const settlingMs = 3_000
const pollMs = 100
const patienceMs = 60_000

/** Runs in the page: the map is open when every tile of the view is drawn, and painted in the task after that frame. */
function markMapPainted(): void {
  const look = (): void => {
    const tiles = document.querySelectorAll('canvas.leaflet-tile')
    const drawn = document.querySelectorAll('canvas.leaflet-tile-loaded')
    if (tiles.length === 0 || drawn.length < tiles.length) {
      requestAnimationFrame(look)
      return
    }
    const painted = new MessageChannel()
    painted.port1.onmessage = () => performance.mark('map-painted')
    painted.port2.postMessage(null)
  }
  requestAnimationFrame(look)
}

async function paintedMs(browser: BareBrowser): Promise<number | undefined> {
  const answer = (await browser.send('Runtime.evaluate', {
    expression: `performance.getEntriesByName('map-painted')[0]?.startTime`,
    returnByValue: true,
  })) as { readonly result?: { readonly value?: number } } | undefined
  return answer?.result?.value
}

/**
 * Milliseconds from the start of the navigation to the frame that paints the last tile, in a browser started for this.
 *
 * The server need not run. It is the coldest opening there is: app, screen and map file are read anew.
 */
export async function measureFirstMap(profileDir: string, url: string, cpuSlowdown: number): Promise<number> {
  const browser = await openBareBrowser(profileDir)
  try {
    await pause(settlingMs)
    await browser.send('Page.enable')
    await browser.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    await browser.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${markMapPainted.toString()})()` })
    await browser.send('Page.navigate', { url: `${url}/map` })
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
      const ms = await paintedMs(browser)
      if (ms !== undefined) return ms
      await pause(pollMs)
    }
    throw new Error(`The map was not on screen after ${patienceMs / 1_000} s.`)
  } finally {
    await browser.close()
  }
}
