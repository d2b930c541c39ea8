import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installDebianPackages, isDebianRoot } from './debian.mjs'

const find = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'firefox-esr'))
    .find((path) => existsSync(path)) ?? null

/** Firefox ESR for `test:all`: the one that is there, else Debian's as root, else null. */
export async function testFirefox() {
  if (!find() && isDebianRoot()) await installDebianPackages(['firefox-esr'])
  return find()
}
