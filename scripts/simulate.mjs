// Plays seeded histories of phones and a server on which everything goes wrong; `--seed N --runs M`, or `--until 10000 --workers 2`,
// which goes on where it was stopped. See tests/simulation/README.md.
import { existsSync } from 'node:fs'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
// In memory where the system offers it: thousands of servers start and end, and the disk proves nothing here.
const folder = process.env.SIMULATION_DIR ?? (existsSync('/dev/shm') ? '/dev/shm' : undefined)
const env = pinnedEnvironment(folder ? { SIMULATION_DIR: folder } : {})
await mustRun(pinnedNode(), [inProject('tests/simulation/main.ts'), ...process.argv.slice(2)], {
  cwd: projectRoot,
  env,
})
