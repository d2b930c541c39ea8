import { execFileSync } from 'node:child_process'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { startServerProcess } from './server-process.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

const git = (...args: readonly string[]): Buffer =>
  execFileSync('git', ['-C', projectRoot, ...args], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 30 })

/** The build that knew all migrations but the last so many; null where this is no clone, or one without its past. */
export function earlierBuild(migrationsBehind: number): string | null {
  try {
    const added = git('log', '--diff-filter=A', '--format=%H', '--', 'src/server/migrations/0*.ts')
    const commit = added.toString().split('\n')[migrationsBehind - 1]
    return commit ? git('rev-parse', `${commit}^`).toString().trim() : null
  } catch {
    return null
  }
}

export interface EarlierBuild {
  readonly folder: string
  /** As it was then: starts a server of that build. */
  readonly startServerProcess: typeof startServerProcess
}

/** Its sources in a folder of their own, with the libraries of today. */
export async function unpackBuild(commit: string): Promise<EarlierBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'xunhu-build-'))
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', commit, 'src', 'tests/support', 'package.json') })
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  const itsSupport = pathToFileURL(join(folder, 'tests/support/server-process.ts')).href
  return { folder, ...((await import(itsSupport)) as Pick<EarlierBuild, 'startServerProcess'>) }
}
