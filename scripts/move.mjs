// Brings an embedded data folder into PostgreSQL and S3; the server must not run, but for `--parts`.
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const command = inProject('src/server/move/move-command.ts')
await mustRun(pinnedNode(), [command, ...process.argv.slice(2)], { env: pinnedEnvironment() })
