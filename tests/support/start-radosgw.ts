import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { endWithUs } from './end-with-us.ts'
import { folderInMemory } from './folder-in-memory.ts'
import { s3User } from './s3-user.ts'
import { freePort } from './server-process.ts'
import { untilAnswering } from './until-answering.ts'

/** Objects of the tests, in the server's own memory. */
const standardMemoryBytes = 1024 ** 3
const roomBytes = 256 * 1024 ** 2

export interface TestRadosgw {
  readonly endpoint: string
  readonly pid: number
  /** The file that its programs are told with `-c`. */
  readonly settings: string
  stop(): Promise<void>
}

interface Ports {
  readonly monitor: number
  readonly gateway: number
}

interface Room {
  readonly memoryBytes: number
}

/** One monitor, one store in memory, one gateway; nobody signs in among them. */
const settingsIn = (
  folder: string,
  cluster: string,
  { monitor, gateway, memoryBytes }: Ports & Room,
): string => `[global]
fsid = ${cluster}
mon host = [v2:127.0.0.1:${monitor}]
mon initial members = a
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
ms mon service mode = crc
ms mon cluster mode = crc
ms cluster mode = crc
ms service mode = crc
ms client mode = crc
osd pool default size = 1
osd pool default min size = 1
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = ${memoryBytes}
mon allow pool size one = true
mon data = ${folder}/mon
osd data = ${folder}/osd
rgw data = ${folder}/rgw
run dir = ${folder}
admin socket = ${folder}/$name.asok
log file = ${folder}/$name.log
mon cluster log file = ${folder}/cluster.log
keyring = ${folder}/keyring
rgw frontends = beast endpoint=127.0.0.1:${gateway} tcp_nodelay=1
`

/** `radosgw-admin` for the server with these settings. */
export const adminOf =
  (settings: string) =>
  async (...args: readonly string[]): Promise<void> => {
    await promisify(execFile)('radosgw-admin', ['-c', settings, ...args])
  }

/** Ceph's S3 server with a cluster of its own, gone when it is stopped or the tests are killed. */
export async function startRadosgw({ memoryBytes }: Room = { memoryBytes: standardMemoryBytes }): Promise<TestRadosgw> {
  const folder = await mkdtemp(join(folderInMemory(roomBytes), 'xunhu-radosgw-'))
  for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(folder, name))
  const [cluster, disk] = [randomUUID(), randomUUID()]
  const ports = { monitor: await freePort(), gateway: await freePort() }
  const settings = join(folder, 'ceph.conf')
  writeFileSync(settings, settingsIn(folder, cluster, { ...ports, memoryBytes }))

  const run = async (program: string, ...args: readonly string[]): Promise<void> => {
    await promisify(execFile)(program, ['-c', settings, ...args], { cwd: folder })
  }
  const serve = (program: string, ...args: readonly string[]): ChildProcess => {
    const output = openSync(join(folder, `${program}.out`), 'a')
    const child = spawn(program, ['-c', settings, '-f', ...args], { cwd: folder, stdio: ['ignore', output, output] })
    closeSync(output)
    writeFileSync(join(folder, `${program}.pid`), `${child.pid}\n`)
    return child
  }

  const stop = endWithUs(folder, 'KILL')
  const map = join(folder, 'monmap')
  await run('monmaptool', '--create', '--fsid', cluster, '--addv', 'a', `[v2:127.0.0.1:${ports.monitor}]`, map)
  await run('ceph-mon', '-i', 'a', '--mkfs', '--monmap', map)
  const monitor = serve('ceph-mon', '-i', 'a')
  await run('ceph', '--connect-timeout', '60', 'osd', 'new', disk)
  await run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', disk)
  const store = serve('ceph-osd', '-i', '0')
  const gateway = serve('radosgw', '-n', 'client.rgw')
  const { accessKeyId, secretAccessKey } = s3User
  const endpoint = `http://127.0.0.1:${ports.gateway}`
  await untilAnswering(endpoint, [monitor, store, gateway])
  await adminOf(settings)(
    ...['user', 'create', '--uid', 'xunhu', '--display-name', 'example'],
    ...['--access-key', accessKeyId, '--secret-key', secretAccessKey],
  )
  return { endpoint, pid: gateway.pid ?? 0, settings, stop }
}
