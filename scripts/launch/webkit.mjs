import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installDebianPackages, isDebianRoot } from './debian.mjs'

const isOnPath = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))

/** Debian keeps the browser that the driver drives among the libraries, in a folder named after the machine. */
function findMiniBrowser() {
  const libraries = '/usr/lib'
  if (!existsSync(libraries)) return null
  const found = readdirSync(libraries).map((machine) => join(libraries, machine, 'webkit2gtk-4.1', 'MiniBrowser'))
  return found.find((path) => existsSync(path)) ?? null
}

const find = () => (isOnPath('WebKitWebDriver') && isOnPath('Xvfb') ? findMiniBrowser() : null)

/** WebKitGTK for `test:all`, the nearest that Linux has to an iPhone: what is there, else Debian's as root, else null. */
export async function testWebKit() {
  if (!find() && isDebianRoot()) await installDebianPackages(['webkit2gtk-driver', 'xvfb'])
  return find()
}
