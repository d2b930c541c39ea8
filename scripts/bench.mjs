// Measures what the README promises, on this machine: installs and builds what is missing, then runs tests/bench.
import { testBrowser } from './launch/browser.mjs'
import { buildOnce } from './launch/build.mjs'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const env = pinnedEnvironment({ TEST_BROWSER: await testBrowser(pinnedEnvironment()) })
await buildOnce()
await mustRun(pinnedNode(), [inProject('scripts/size-budget.mjs')], { cwd: projectRoot, env })
await mustRun(pinnedNode(), [inProject('tests/bench/main.ts')], { cwd: projectRoot, env })
