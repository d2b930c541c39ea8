import { existsSync } from 'node:fs'
import { run } from './run.mjs'

export const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Installs Debian's packages, quietly; what fails is seen by whoever looks for the program afterwards. */
export async function installDebianPackages(packages) {
  process.stdout.write(`安装 Debian 包：${packages.join(' ')} …\n`)
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] }
  await run('apt-get', ['update', '-qq'], options)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}
