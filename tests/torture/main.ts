import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createSeededRandom } from '../../src/lib/random.ts'
import { tortureBrowser } from './browser-torture.ts'
import { tortureServer } from './server-torture.ts'

const { values } = parseArgs({
  options: {
    'server-kills': { type: 'string', default: '1000' },
    'browser-kills': { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
})

const print = (line: string): boolean => process.stdout.write(`${line}\n`)
const everySoMany = 50

const progress =
  (what: string) =>
  (done: number, entries: number, photos: number): void => {
    if (done % everySoMany === 0) print(`${what} ${done}：已答应 ${entries} 条记录、${photos} 张照片`)
  }

const folder = await mkdtemp(join(tmpdir(), 'xunhu-torture-'))
const began = Date.now()
const random = createSeededRandom(Number(values.seed))
const server = await tortureServer({
  kills: Number(values['server-kills']),
  dataDir: join(folder, 'server'),
  random,
  onKill: progress('服务器被杀'),
})
const browser = await tortureBrowser({
  kills: Number(values['browser-kills']),
  profileDir: join(folder, 'phone'),
  random,
  onKill: progress('浏览器被杀'),
})
await rm(folder, { recursive: true, force: true })

const broken = [...server.broken, ...browser.broken]
print(`服务器 SIGKILL ${server.kills} 次：答应过 ${server.entries} 条记录、${server.photos} 张照片`)
print(`浏览器 SIGKILL ${browser.kills} 次：答应过 ${browser.entries} 条记录、${browser.photos} 张照片`)
print(`丢失、重复或残缺 ${broken.length}，用时 ${Math.round((Date.now() - began) / 1000)} 秒`)
broken.forEach(print)
process.exitCode = broken.length > 0 ? 1 : 0
