import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installDebianPackages, isDebianRoot } from './debian.mjs'

const debianFolder = '/usr/lib/postgresql'
const oldestVersion = 15
const createCluster = '/etc/postgresql-common/createcluster.conf'

/** The folder of `initdb` and `postgres`: POSTGRES_BIN, else the newest that Debian has, else null. */
export function findPostgres() {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN
  if (!existsSync(debianFolder)) return null
  const [newest] = readdirSync(debianFolder)
    .map(Number)
    .filter((version) => version >= oldestVersion && existsSync(join(debianFolder, String(version), 'bin', 'initdb')))
    .sort((left, right) => right - left)
  return newest === undefined ? null : join(debianFolder, String(newest), 'bin')
}

/** A PostgreSQL to test with: the one that is there, else Debian's as root, else null. */
export async function testPostgres() {
  if (findPostgres() || !isDebianRoot()) return findPostgres()
  if (!existsSync(createCluster)) {
    // Tests make clusters of their own; Debian's would be made and started for nothing.
    mkdirSync(dirname(createCluster), { recursive: true })
    writeFileSync(createCluster, 'create_main_cluster = false\n')
  }
  await installDebianPackages(['postgresql'])
  return findPostgres()
}
