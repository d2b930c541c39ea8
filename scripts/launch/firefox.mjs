import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installDebianPackages, isDebianRoot } from './debian.mjs'

const find = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'firefox-esr'))
    .find((path) => existsSync(path)) ?? null

/** Firefox ESR for `test:all`: the one that is there, else Debian's as root, else null and one clear line. */
export async function testFirefox() {
  if (!find() && isDebianRoot()) await installDebianPackages(['firefox-esr'])
  const found = find()
  if (!found)
    process.stderr.write('没有 Firefox ESR：它的存储契约没有跑，不算通过（Debian：apt-get install firefox-esr）。\n')
  return found
}
