import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { readFileSync, readdirSync } from 'node:fs'

const browser = process.env['TEST_BROWSER'] ?? '/usr/bin/chromium'

export interface PhoneBrowser {
  readonly context: BrowserContext
  readonly page: Page
  /** SIGKILL to every process of this profile: what a phone does when it needs the memory. */
  kill(): Promise<void>
  close(): Promise<void>
}

function processesOf(profileDir: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profileDir)
      } catch {
        return false
      }
    })
}

/** A phone-sized Chromium on its own profile folder, standing at `place`; the same folder opened again is the same phone. */
export async function openPhone(options: {
  readonly profileDir: string
  readonly place?: { readonly latitude: number; readonly longitude: number; readonly accuracy?: number }
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Switches of Chromium beside the usual ones: a microphone or a camera that is played. */
  readonly args?: readonly string[]
}): Promise<PhoneBrowser> {
  const context = await chromium.launchPersistentContext(options.profileDir, {
    ...(browser === 'playwright' ? {} : { executablePath: browser }),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: options.viewport ?? { width: 360, height: 740 },
    permissions: ['geolocation'],
    ...(options.place ? { geolocation: { accuracy: 6, ...options.place } } : {}),
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    context,
    page,
    kill: async () => {
      const closed = new Promise<void>((resolve) => context.on('close', () => resolve()))
      for (const pid of processesOf(options.profileDir)) process.kill(pid, 'SIGKILL')
      await closed
    },
    close: () => context.close(),
  }
}
