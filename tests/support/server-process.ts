import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { compileCache } from './compile-cache.ts'

const mainFile = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))
/** A busier watch would take from the server the processor that it starts with. */
const readyCheckMs = 20
/** The first start of a folder makes the sample bureau, which takes seconds of a processor that others may have. */
const startTimeoutMs = 300_000

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export interface ServerProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** What it has printed so far, both streams. */
  output(): string
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`)
    if (Date.now() > giveUpAt) throw new Error(`The server is not ready after ${startTimeoutMs} ms:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, readyCheckMs))
  }
}

/** The real server as a process of its own, on the given folder and port, ready when this resolves. */
export async function startServerProcess(options: {
  readonly dataDir: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${options.port}`
  let printed = ''
  const child = spawn(process.execPath, [mainFile], {
    env: {
      ...process.env,
      ...compileCache,
      PORT: String(options.port),
      DATA_DIR: options.dataDir,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await untilReady(url, child, () => printed)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return {
    url,
    port: options.port,
    pid: child.pid ?? 0,
    output: () => printed,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}
