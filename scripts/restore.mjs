// Puts a backup back into DATA_DIR; the server must not run.
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const command = inProject('src/server/backup/restore-command.ts')
await mustRun(pinnedNode(), [command, ...process.argv.slice(2)], { env: pinnedEnvironment() })
