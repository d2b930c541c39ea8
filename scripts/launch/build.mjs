import { writeFileSync } from 'node:fs'
import { hashOf, inProject, projectRoot, readIfThere } from './project.mjs'
import { pinnedEnvironment, pinnedNode } from './pinned-node.mjs'
import { mustRun } from './run.mjs'

const mark = inProject('dist', '.inputs')
const folders = ['src/app', 'src/device', 'src/domain', 'src/lib', 'src/protocol', 'src/sw', 'public', 'scripts/vite']
const files = ['index.html', 'vite.config.ts', 'package-lock.json']

/** Builds the app, only when something that goes into it has changed. */
export async function buildOnce() {
  const inputs = hashOf(folders, files)
  if (readIfThere(mark) === inputs) return
  process.stdout.write('构建应用…\n')
  await mustRun(pinnedNode(), [inProject('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: projectRoot,
    env: pinnedEnvironment(),
  })
  writeFileSync(mark, inputs)
}
