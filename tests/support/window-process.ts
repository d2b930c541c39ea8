import type { BrowserContext, Page } from '@playwright/test'
import { readFileSync, readdirSync } from 'node:fs'

/** With these every window has a process of its own, and none is kept in reserve: the one that is new is the window's. */
export const ownProcesses = '--disable-features=ProcessPerSiteUpToMainFrameThreshold,SpareRendererForSitePerProcess'

/** A window whose process can be stopped as a phone stops that of one in the background: no script, no timer, no answer. */
export interface StoppableWindow {
  readonly page: Page
  stop(): void
  goOn(): void
}

interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

function readProcess(pid: number): readonly ProcessEntry[] {
  try {
    const [, parent = ''] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return [{ pid, parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }]
  } catch {
    // It has ended since the folder was read.
    return []
  }
}

/** Renderers among the descendants of this process: of the browser that this test started, and of no other on the machine. */
function ownRenderers(): ReadonlySet<number> {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)))
  const own = new Set([process.pid])
  // A child may have a lower number than its parent once numbers have gone round.
  for (let before = 0; before < own.size;) {
    before = own.size
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid)
  }
  return new Set(all.flatMap(({ pid, command }) => (own.has(pid) && command.includes('--type=renderer') ? [pid] : [])))
}

/** Opens one more window of this browser, which must have been started with `ownProcesses`. */
export async function openStoppableWindow(context: BrowserContext, url: string): Promise<StoppableWindow> {
  const before = ownRenderers()
  const page = await context.newPage()
  await page.goto(url)
  const [pid, ...others] = [...ownRenderers()].filter((renderer) => !before.has(renderer))
  if (pid === undefined || others.length > 0) throw new Error('The window shares its process with others.')
  return { page, stop: () => process.kill(pid, 'SIGSTOP'), goOn: () => process.kill(pid, 'SIGCONT') }
}
