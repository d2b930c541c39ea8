import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
export const inProject = (...path) => join(projectRoot, ...path)

function addToHash(hash, path) {
  if (!existsSync(path)) return
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) addToHash(hash, child)
    else hash.update(child).update(readFileSync(child))
  }
}

/** SHA-256 over names and contents of files and folders of the project. */
export function hashOf(folders, files) {
  const hash = createHash('sha256')
  for (const folder of folders) addToHash(hash, inProject(folder))
  for (const file of files) if (existsSync(inProject(file))) hash.update(file).update(readFileSync(inProject(file)))
  return hash.digest('hex')
}

export const readIfThere = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
