import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { endWithUs } from './end-with-us.ts'
import { folderInMemory } from './folder-in-memory.ts'

/** A cluster is 40 MB, each database in it 8 MB, and the log of changes some hundred. */
const roomBytes = 1024 ** 3
const startTimeoutMs = 60_000
const readyCheckMs = 25

export interface TestPostgres {
  readonly pid: number
  urlOf(database: string): string
  stop(): Promise<void>
}

/** PostgreSQL does not run as root; Debian's package brings a user for it. */
function ownerOptions(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function untilAnswering(url: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}.`)
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL does not answer after ${startTimeoutMs} ms.`)
    await wait(readyCheckMs)
  }
}

/** A cluster of its own, gone when it is stopped or the tests are killed. */
export async function startPostgres(binFolder: string): Promise<TestPostgres> {
  const folder = await mkdtemp(join(folderInMemory(roomBytes), 'xunhu-postgres-'))
  const owner = ownerOptions()
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid)
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', 'xunhu', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await promisify(execFile)(join(binFolder, 'initdb'), initdb, { ...owner, cwd: folder })
  const stop = endWithUs(folder, 'QUIT')
  // By a socket in its own folder: a free port may be somebody else's by the time it is taken.
  const settings = { listen_addresses: '', unix_socket_directories: folder, max_connections: 300 }
  const child = spawn(
    join(binFolder, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...owner, cwd: folder, stdio: 'ignore' },
  )
  writeFileSync(join(folder, 'postgres.pid'), `${child.pid}\n`)
  const urlOf = (database: string): string => `postgres:///${database}?user=xunhu&host=${folder}`
  await untilAnswering(urlOf('postgres'), child)
  return { pid: child.pid ?? 0, urlOf, stop }
}
