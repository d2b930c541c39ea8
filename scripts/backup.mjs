// Makes a checked backup of DATA_DIR in BACKUP_DIR, while the server runs or not.
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const command = inProject('src/server/backup/backup-command.ts')
await mustRun(pinnedNode(), [command, ...process.argv.slice(2)], { env: pinnedEnvironment() })
