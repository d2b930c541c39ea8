import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCache } from './compile-cache.ts'

const mainFile = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))

export interface ServerRun {
  readonly child: ChildProcess
  /** Both streams so far. */
  output(): string
  /** Resolves when the output matches; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

/** A folder that passes for the built app. */
export async function emptyDist(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-dist-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>巡护</title>')
  return folder
}

/** Runs the real main.ts with these settings and arguments, ready or not. */
export function runServer(env: Readonly<Record<string, string>>, args: readonly string[] = []): ServerRun {
  const child = spawn(process.execPath, [mainFile, ...args], {
    env: { PATH: process.env['PATH'], ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString()
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  const prints = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(printed)
        if (found) resolve(found)
      }
      listeners.add(look)
      look()
      void ended.then((end) => reject(new Error(`It ended with ${end}:\n${printed}`)))
    })
  return { child, output: () => printed, prints, ended }
}
