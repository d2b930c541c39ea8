// Kills the server 1,000 times and the browser 200 times and holds both to what they had answered. Stopped, it goes on where its count
// (.cache/torture.json) stands; `--again` begins anew, `--server-kills` and `--browser-kills` ask for other numbers.
import { testBrowser } from './launch/browser.mjs'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
const env = pinnedEnvironment({ TEST_BROWSER: await testBrowser(pinnedEnvironment()) })
await mustRun(pinnedNode(), [inProject('tests/torture/main.ts'), ...process.argv.slice(2)], { cwd: projectRoot, env })
