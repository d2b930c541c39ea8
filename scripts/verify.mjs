// Looks at everything in DATA_DIR, while the server runs or not: each record, feed, line, photo and line of the audit.
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const command = inProject('src/server/verify/verify-command.ts')
await mustRun(pinnedNode(), [command, ...process.argv.slice(2)], { env: pinnedEnvironment() })
