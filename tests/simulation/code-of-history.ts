import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const entry = join(projectRoot, 'tests/simulation/worker.ts')

function importedBy(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true)
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => join(dirname(file), fileName))
    .filter((path) => existsSync(path))
}

/** Every file of ours that a history runs, by following the imports from the one that plays it; sorted. */
export function filesOfHistory(): readonly string[] {
  const found = new Set([entry])
  // A set that grows while it is walked is walked to its new end.
  for (const file of found) for (const imported of importedBy(file)) found.add(imported)
  return [...found].map((file) => file.slice(projectRoot.length)).sort()
}

/** Of those files and of the libraries they run on: what the outcome of a history depends on. A screen is no part of it. */
export function codeOfHistory(): string {
  const hash = createHash('sha256')
  for (const file of [...filesOfHistory(), 'package-lock.json'])
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(projectRoot, file)))
  return hash.digest('hex').slice(0, 16)
}
