import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const vite = join(root, 'node_modules/vite/bin/vite.js')
const config = fileURLToPath(new URL('next-release.vite.config.ts', import.meta.url))

/** The app of this checkout, as `npm test` has built it. */
export const thisRelease = join(root, 'dist')

/** Builds the release after this one into `distDir`: the same screens under another build id, with a newer device database. */
export async function buildNextRelease(distDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, DIST_DIR: distDir },
  })
}

/** The script that a release's page starts with: which release a page runs is read from it. */
export async function entryScriptOf(distDir: string): Promise<string> {
  const page = await readFile(join(distDir, 'index.html'), 'utf8')
  const script = /src="(\/assets\/app-[^"]+\.js)"/.exec(page)?.[1]
  if (!script) throw new Error(`No entry script in ${distDir}/index.html.`)
  return script
}
