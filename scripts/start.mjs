// Plain JavaScript that Node 20 runs: installs, builds, and hands over to the pinned Node.
import { buildOnce } from './launch/build.mjs'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { run } from './launch/run.mjs'

await installOnce()
if (!process.argv.includes('--help')) await buildOnce()
process.exit(
  await run(pinnedNode(), [inProject('src/server/main.ts'), ...process.argv.slice(2)], {
    cwd: projectRoot,
    env: pinnedEnvironment(),
  }),
)
