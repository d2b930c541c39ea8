// Fails when a phone would have to load more than it should (first JavaScript ≤ 250 KB gzip, whole precache ≤ 2 MB), or keeps a file that needs one that it does not keep.
import { readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { inProject } from './launch/project.mjs'

const limits = { firstScriptsGzipBytes: 250 * 1024, precacheBytes: 2 * 1024 * 1024 }
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`

const html = readFileSync(inProject('dist/index.html'), 'utf8')
const firstScripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1])
const firstScriptsGzipBytes = firstScripts
  .map((path) => gzipSync(readFileSync(inProject('dist', path)), { level: 9 }).length)
  .reduce((sum, bytes) => sum + bytes, 0)

const worker = readFileSync(inProject('dist/sw.js'), 'utf8')
const precached = [...worker.matchAll(/"?url"?:\s*"([^"]+)"/g)].map((match) => match[1])
const withoutIntegrity =
  (worker.match(/"?url"?:\s*"/g)?.length ?? 0) - (worker.match(/"?integrity"?:\s*"/g)?.length ?? 0)
const precacheBytes = precached
  .map((path) => statSync(inProject('dist', path)).size)
  .reduce((sum, bytes) => sum + bytes, 0)

// A screen that a phone keeps and whose file asks for one that it does not keep cannot be opened without a network.
const kept = new Set(precached)
const asksFor = (path) =>
  [...readFileSync(inProject('dist', path), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(
    (match) => `assets/${match[1]}`,
  )
const notKept = precached
  .filter((path) => /^assets\/.*\.js$/.test(path))
  .flatMap((path) =>
    asksFor(path)
      .filter((asked) => !kept.has(asked))
      .map((asked) => `${path} → ${asked}`),
  )

process.stdout.write(
  `首次加载脚本 ${kilobytes(firstScriptsGzipBytes)} gzip（≤ 250 KB），预缓存 ${precached.length} 个文件 ${kilobytes(precacheBytes)}（≤ 2 MB）\n`,
)
const broken = [
  firstScripts.length === 0 && 'index.html 没有引用任何脚本',
  precached.length === 0 && 'sw.js 没有预缓存清单',
  withoutIntegrity !== 0 && `${withoutIntegrity} 个预缓存文件没有 integrity`,
  notKept.length > 0 && `预缓存的文件用到没有预缓存的文件：${notKept.join('，')}`,
  firstScriptsGzipBytes > limits.firstScriptsGzipBytes && '首次加载脚本超过 250 KB',
  precacheBytes > limits.precacheBytes && '预缓存超过 2 MB',
].filter(Boolean)
for (const line of broken) process.stderr.write(`${line}\n`)
process.exit(broken.length > 0 ? 1 : 0)
