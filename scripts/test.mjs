// Plain JavaScript that Node 20 runs. `npm test`: everything that one machine with a Chromium can prove, in under ten minutes.
// `npm run test:all`: a thousand simulated histories and the storage contract on Firefox ESR as well.
import { buildOnce } from './launch/build.mjs'
import { installOnce } from './launch/install.mjs'
import { testBrowser } from './launch/browser.mjs'
import { testFirefox } from './launch/firefox.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { run } from './launch/run.mjs'

await installOnce()
const browser = await testBrowser(pinnedEnvironment())
const env = pinnedEnvironment({ TEST_BROWSER: browser, FORCE_COLOR: '0' })
const steps = [
  ['类型与规范 typecheck, lint', 'npm', ['run', '--silent', 'check']],
  ['单元、组件、契约、集成、模拟 vitest', pinnedNode(), [inProject('node_modules/vitest/vitest.mjs'), 'run']],
  ['构建 build', null],
  ['体积 size budget', pinnedNode(), [inProject('scripts/size-budget.mjs')]],
  ['端到端 e2e（Chromium）', pinnedNode(), [inProject('node_modules/@playwright/test/cli.js'), 'test']],
]

if (process.argv.includes('--all')) {
  const firefox = await testFirefox()
  if (firefox) env.TEST_FIREFOX = firefox
  env.SIMULATION_RUNS ??= '1000'
}

const began = Date.now()
for (const [title, command, args] of steps) {
  process.stdout.write(`\n── ${title}\n`)
  const code = command ? await run(command, args, { cwd: projectRoot, env }) : await buildOnce()
  if (code) {
    process.stderr.write(`\n失败：${title}\n`)
    process.exit(code)
  }
}
process.stdout.write(`\n全部通过，用时 ${Math.round((Date.now() - began) / 1000)} 秒\n`)
