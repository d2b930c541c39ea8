// Plain JavaScript that Node 20 runs. `npm test`: everything that one machine with a Chromium can prove, in some ten minutes.
// `npm run test:all`: the rarer faults and the long stories in Chromium, a thousand simulated histories, photos on a second S3
// server, and the storage contract and a morning on Firefox ESR and WebKitGTK as well; ends with 4 where one of the engines is not
// there, for then not all has passed. `npm run test:faults`, `npm run test:long`: those faults, or those stories, alone.
import { existsSync } from 'node:fs'
import { buildOnce } from './launch/build.mjs'
import { installOnce } from './launch/install.mjs'
import { testBrowser } from './launch/browser.mjs'
import { testFirefox } from './launch/firefox.mjs'
import { hasPast } from './launch/past.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { testPostgres } from './launch/postgres.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { testRadosgw } from './launch/radosgw.mjs'
import { run } from './launch/run.mjs'
import { temporaryFolder } from './launch/temporary.mjs'
import { verdictOf } from './launch/verdict.mjs'
import { testSwift } from './launch/swift.mjs'
import { testWebKit } from './launch/webkit.mjs'

await installOnce()
const browser = await testBrowser(pinnedEnvironment())
const env = pinnedEnvironment({ TEST_BROWSER: browser, FORCE_COLOR: '0' })
// In memory where the system offers it: hundreds of servers start and end in the simulation, and the disk proves nothing there.
if (existsSync('/dev/shm')) env.SIMULATION_DIR ??= '/dev/shm'
const playwright = inProject('node_modules/@playwright/test/cli.js')
const build = ['构建 build', null]
const alone = {
  '--faults': [build, ['故障 faults', pinnedNode(), [playwright, 'test', 'tests/e2e/faults']]],
  '--long': [build, ['长测试 long', pinnedNode(), [playwright, 'test', 'tests/e2e/long']]],
}
const whole = [
  ['类型与规范 typecheck, lint', 'npm', ['run', '--silent', 'check']],
  ['单元、组件、契约、集成、模拟 vitest', pinnedNode(), [inProject('node_modules/vitest/vitest.mjs'), 'run']],
  build,
  ['体积 size budget', pinnedNode(), [inProject('scripts/size-budget.mjs')]],
  ['端到端 e2e', pinnedNode(), [playwright, 'test']],
]
const chosen = process.argv.find((word) => word in alone)
const steps = chosen ? alone[chosen] : whole

const notRun = []
// The tests find them as this does; without one their half on it is left out.
const isPostgresAway = !chosen && !(await testPostgres())
if (isPostgresAway) notRun.push('PostgreSQL（Debian：apt-get install postgresql）')
if (!chosen && !(await testRadosgw())) notRun.push('S3（Debian：apt-get install radosgw ceph-mon ceph-osd）')
if (chosen || process.argv.includes('--all')) env.TEST_FAULTS = '1'
if (process.argv.includes('--all')) {
  const firefox = await testFirefox()
  if (firefox) env.TEST_FIREFOX = firefox
  else notRun.push('Firefox ESR（Debian：apt-get install firefox-esr）')
  const webkit = await testWebKit()
  if (webkit) env.TEST_WEBKIT = webkit
  else notRun.push('WebKitGTK（Debian：apt-get install webkit2gtk-driver xvfb）')
  if (!(await testSwift()))
    notRun.push('Swift（Debian：apt-get install swift-account swift-container swift-object swift-proxy memcached）')
  if (!hasPast()) notRun.push('两个版本并存（要完整的 git 历史：git fetch --unshallow）')
  env.SIMULATION_RUNS ??= '1000'
}

env.TMPDIR = temporaryFolder()
const began = Date.now()
for (const [title, command, args] of steps) {
  process.stdout.write(`\n── ${title}\n`)
  const code = command ? await run(command, args, { cwd: projectRoot, env }) : await buildOnce()
  if (code) {
    process.stderr.write(`\n失败：${title}\n`)
    process.exit(code)
  }
}
// What our own CI stands for: with PostgreSQL, always.
const isCut = isPostgresAway && process.argv.includes('--with-postgres')
const isAll = process.argv.includes('--all') || isCut
const verdict = verdictOf({ notRun, isAll, seconds: Math.round((Date.now() - began) / 1000) })
for (const line of verdict.lines) process.stdout.write(`\n${line}\n`)
process.exitCode = verdict.code
