// Brings the tables up to this build; the servers of the build before may go on meanwhile (PostgreSQL).
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const command = inProject('src/server/migrations/migrate-command.ts')
await mustRun(pinnedNode(), [command, ...process.argv.slice(2)], { env: pinnedEnvironment() })
