import { existsSync, writeFileSync } from 'node:fs'
import { hashOf, inProject, projectRoot, readIfThere } from './project.mjs'
import { mustRun } from './run.mjs'

const mark = inProject('node_modules', '.xunhu-installed')

/** Installs what the lockfile names, only when the lockfile has changed since the last time. */
export async function installOnce() {
  const lock = hashOf([], ['package-lock.json', 'package.json'])
  if (existsSync(mark) && readIfThere(mark) === lock) return
  process.stdout.write('安装依赖（首次约一分钟）…\n')
  await mustRun('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: projectRoot,
    shell: process.platform === 'win32',
  })
  writeFileSync(mark, lock)
}
