// For developers: the server restarts on change, the app through Vite with /api handed on to it.
import { spawn } from 'node:child_process'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'

await installOnce()
const options = { cwd: projectRoot, env: pinnedEnvironment(), stdio: 'inherit' }
const children = [
  spawn(pinnedNode(), ['--watch-path=src/server', inProject('src/server/main.ts')], options),
  spawn(pinnedNode(), [inProject('node_modules/vite/bin/vite.js')], options),
]
const stopAll = () => children.forEach((child) => child.kill('SIGTERM'))
process.on('SIGINT', () => {})
process.on('SIGTERM', stopAll)
for (const child of children) child.on('exit', stopAll)
