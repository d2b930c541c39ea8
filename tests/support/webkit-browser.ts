import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import { freePort } from './server-process.ts'

/** Debian puts it among the libraries; `npm run test:all` says where. */
const miniBrowser = process.env['TEST_WEBKIT'] ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

export interface WebKitBrowser {
  readonly driver: WebDriver
  close(): Promise<void>
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  child.kill('SIGTERM')
  if (child.exitCode === null && child.signalCode === null) await ended
}

/** A screen that nobody sees; the X server picks a free number and tells it. */
async function startScreen(): Promise<{ readonly child: ChildProcess; readonly display: string }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const told = child.stdio[3] as Readable
  const display = await new Promise<string>((resolve, reject) => {
    told.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)))
  })
  return { child, display }
}

async function startDriver(display: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const port = await freePort()
  // No WEBKIT_DISABLE_* here: with one of them a screenshot hangs.
  const child = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', LANG: 'C.UTF-8', TZ: 'Asia/Shanghai' },
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  const giveUpAt = Date.now() + 60_000
  while (!(await fetch(`${url}/status`).catch(() => null))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error('WebKitWebDriver does not answer.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { child, url }
}

/** WebKitGTK's MiniBrowser on a screen of its own. Each one begins with an empty profile that ends with it. */
export async function openWebKit(): Promise<WebKitBrowser> {
  if (!existsSync(miniBrowser)) throw new Error(`No MiniBrowser at ${miniBrowser}.`)
  const screen = await startScreen()
  const { child, url } = await startDriver(screen.display)
  const driver = await new Builder()
    .usingServer(url)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
      }),
    )
    .build()
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 })
  await driver.manage().window().setRect({ width: 400, height: 860 })
  return {
    driver,
    close: async () => {
      await driver.quit()
      await end(child)
      await end(screen.child)
    },
  }
}
