// Measures the product beside its peers, in one run on this machine; names of workloads choose some of them. Their packages are installed here and nowhere else.
import { testBrowser } from './launch/browser.mjs'
import { buildOnce } from './launch/build.mjs'
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
await buildOnce()
await mustRun('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
  cwd: inProject('tests/bench/peers'),
  shell: process.platform === 'win32',
})
const env = pinnedEnvironment({ TEST_BROWSER: await testBrowser(pinnedEnvironment()) })
await mustRun(pinnedNode(), [inProject('tests/bench/peers/main.ts'), ...process.argv.slice(2)], {
  cwd: projectRoot,
  env,
})
