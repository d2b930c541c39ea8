import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { endWithUs } from './end-with-us.ts'
import { s3User } from './s3-user.ts'
import { freePort } from './server-process.ts'
import { untilAnswering } from './until-answering.ts'

export interface TestSwift {
  readonly endpoint: string
  stop(): Promise<void>
}

type Ring = 'account' | 'container' | 'object'
const rings: readonly Ring[] = ['account', 'container', 'object']
/** Every partition has one copy, on one device. */
const ringSize = ['4', '1', '1']
const device = 'd1'

const commonSettings = (folder: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
disable_fallocate = true
`

const ringSettings = (folder: string, ring: Ring, port: number): string => `${commonSettings(folder, port)}
[pipeline:main]
pipeline = ${ring}-server
[app:${ring}-server]
use = egg:swift#${ring}
`

interface ProxyPorts {
  readonly port: number
  readonly cachePort: number
}

/** S3 calls as Swift understands them, with versions; one user, known to the proxy itself. */
const proxySettings = (folder: string, { port, cachePort }: ProxyPorts): string => {
  const [account, user] = s3User.accessKeyId.split(':')
  const filters = [
    'catch_errors',
    'gatekeeper',
    'healthcheck',
    'memcache',
    'listing_formats',
    's3api',
    'tempauth',
    'copy',
  ]
  const inner = ['bulk', 'slo', 'dlo', 'versioned_writes', 'symlink']
  const settings: Readonly<Record<string, string>> = {
    memcache: `memcache_servers = 127.0.0.1:${cachePort}`,
    s3api: 'location = us-east-1',
    tempauth: `user_${account}_${user} = ${s3User.secretAccessKey} .admin`,
    versioned_writes: 'allow_object_versioning = true',
  }
  const all = [...filters, ...inner]
  const sections = all.map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n${settings[name] ?? ''}\n`)
  return `${commonSettings(folder, port)}
[pipeline:main]
pipeline = ${all.join(' ')} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
${sections.join('')}`
}

async function buildRing(folder: string, ring: Ring, port: number): Promise<void> {
  const build = async (...args: readonly string[]): Promise<void> => {
    await promisify(execFile)('swift-ring-builder', [`${ring}.builder`, ...args], { cwd: folder })
  }
  await build('create', ...ringSize)
  await build('add', `r1z1-127.0.0.1:${port}/${device}`, '1')
  await build('rebalance')
}

/** OpenStack Swift behind its S3 calls, gone when it is stopped or the tests are killed; on disk, for it keeps its words in extended attributes. */
export async function startSwift(): Promise<TestSwift> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-swift-'))
  mkdirSync(join(folder, 'devices', device), { recursive: true })

  const start = (program: string, ...args: readonly string[]): ChildProcess => {
    const output = openSync(join(folder, `${program}.out`), 'a')
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', output, output] })
    closeSync(output)
    writeFileSync(join(folder, `${program}.pid`), `${child.pid}\n`)
    return child
  }
  const serve = (name: Ring | 'proxy', settings: string): ChildProcess => {
    const file = join(folder, `${name}.conf`)
    writeFileSync(file, settings)
    return start(`swift-${name}-server`, file)
  }

  const stop = endWithUs(folder, 'KILL')
  const cachePort = await freePort()
  const children = [start('memcached', '-u', userInfo().username, '-l', '127.0.0.1', '-p', String(cachePort))]
  for (const ring of rings) {
    const port = await freePort()
    await buildRing(folder, ring, port)
    children.push(serve(ring, ringSettings(folder, ring, port)))
  }
  const port = await freePort()
  children.push(serve('proxy', proxySettings(folder, { port, cachePort })))
  const endpoint = `http://127.0.0.1:${port}`
  await untilAnswering(`${endpoint}/healthcheck`, children)
  return { endpoint, stop }
}
