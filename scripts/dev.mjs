// For developers: the server restarts on change, the app through Vite with /api handed on to it.
import { spawn } from 'node:child_process'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'

await installOnce()
const options = { cwd: projectRoot, env: pinnedEnvironment(), stdio: 'inherit' }
const watched = ['domain', 'lib', 'protocol', 'server'].map((room) => `--watch-path=src/${room}`)
const children = [
  spawn(pinnedNode(), [...watched, inProject('src/server/main.ts')], options),
  spawn(pinnedNode(), [inProject('node_modules/vite/bin/vite.js')], options),
]

const stopAll = () => children.forEach((child) => child.kill('SIGTERM'))
let isAsked = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    isAsked = true
    stopAll()
  })
for (const child of children)
  child.on('exit', (code) => {
    if (!isAsked) process.exitCode = code || 1
    stopAll()
  })
