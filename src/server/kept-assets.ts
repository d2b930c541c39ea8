import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../lib/clock.ts'

/** A phone that was not opened for some weeks still finds the files that its page names. */
const keptBuilds = 5

/** Asset names hold their content's hash, so the list of names tells one build from another. */
async function buildNameOf(assetsDir: string): Promise<string> {
  const names = (await readdir(assetsDir)).sort()
  return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16)
}

async function newestFirst(keptDir: string): Promise<readonly string[]> {
  const folders = (await readdir(keptDir)).map((name) => join(keptDir, name))
  const stamped = await Promise.all(folders.map(async (path) => ({ path, startedAtMs: (await stat(path)).mtimeMs })))
  return stamped.sort((left, right) => right.startedAtMs - left.startedAtMs).map(({ path }) => path)
}

async function keepThisBuild(assetsDir: string, keptDir: string, clock: Clock): Promise<void> {
  const kept = join(keptDir, await buildNameOf(assetsDir))
  if (!existsSync(kept)) {
    // A start that is killed while it copies leaves no half build under a build's name.
    const unfinished = join(keptDir, 'unfinished')
    await cp(assetsDir, join(unfinished, 'assets'), { recursive: true })
    await rename(unfinished, kept)
  }
  const now = new Date(clock.now())
  await utimes(kept, now, now)
}

/**
 * Keeps a copy of this build's assets beside the data, and those of the last builds that ran here: a page from before a new
 * release still gets the screens that it loads later.
 *
 * Resolves with the folders in which an asset is looked for after the build's own, newest first.
 */
export async function keepAssets(distDir: string, keptDir: string, clock: Clock): Promise<readonly string[]> {
  await mkdir(keptDir, { recursive: true })
  await keepThisBuild(join(distDir, 'assets'), keptDir, clock)
  const folders = await newestFirst(keptDir)
  await Promise.all(folders.slice(keptBuilds).map((path) => rm(path, { recursive: true })))
  return folders.slice(0, keptBuilds)
}
