// 200 phones for an hour on PostgreSQL and S3 while servers are killed; `--minutes`, `--phones`, `--servers` ask for other numbers.
import { installOnce } from './launch/install.mjs'
import { pinnedEnvironment, pinnedNode } from './launch/pinned-node.mjs'
import { testPostgres } from './launch/postgres.mjs'
import { inProject, projectRoot } from './launch/project.mjs'
import { testRadosgw } from './launch/radosgw.mjs'
import { mustRun } from './launch/run.mjs'

await installOnce()
if (!(await testPostgres()) || !(await testRadosgw())) {
  process.stderr.write('要 PostgreSQL 和 radosgw（Debian：apt-get install postgresql radosgw ceph-mon ceph-osd）\n')
  process.exit(2)
}
await mustRun(pinnedNode(), [inProject('tests/soak/main.ts'), ...process.argv.slice(2)], {
  cwd: projectRoot,
  env: pinnedEnvironment(),
})
