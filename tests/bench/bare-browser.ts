import { spawn, type ChildProcess } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from '@playwright/test'

/** One page of a Chromium that is driven by nothing but the commands it is sent. */
export interface BareBrowser {
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>
  close(): Promise<void>
}

const executable = (): string => {
  const browser = process.env['TEST_BROWSER'] ?? '/usr/bin/chromium'
  return browser === 'playwright' ? chromium.executablePath() : browser
}

const switches = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  '--window-size=360,740',
]

/** The browser writes its port into the profile once it listens. */
async function debuggingPort(profileDir: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(profileDir, 'DevToolsActivePort'), 'utf8').catch(() => '')
    const [port] = text.split('\n')
    if (port) return port
    await pause(50)
  }
}

async function connect(port: string): Promise<WebSocket> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as readonly {
    readonly type: string
    readonly webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(targets.find(({ type }) => type === 'page')!.webSocketDebuggerUrl)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  return socket
}

function createSend(socket: WebSocket): BareBrowser['send'] {
  const waiting = new Map<number, (answer: unknown) => void>()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { readonly id?: number; readonly result?: unknown }
    if (id !== undefined) waiting.get(id)?.(result)
  })
  return (method, params = {}) =>
    new Promise((resolve) => {
      lastId += 1
      waiting.set(lastId, resolve)
      socket.send(JSON.stringify({ id: lastId, method, params }))
    })
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve))

/**
 * Opens a profile without a test driver.
 *
 * Playwright puts a second world, its bindings and its listeners into every page: on a CPU slowed 4× that alone is 0.3 s of
 * a start, which no officer's phone spends.
 */
export async function openBareBrowser(profileDir: string): Promise<BareBrowser> {
  await rm(join(profileDir, 'DevToolsActivePort'), { force: true })
  const child = spawn(executable(), [...switches, `--user-data-dir=${profileDir}`, 'about:blank'], { stdio: 'ignore' })
  const gone = ended(child)
  const send = createSend(await connect(await debuggingPort(profileDir)))
  return {
    send,
    close: async () => {
      void send('Browser.close')
      await gone
    },
  }
}
