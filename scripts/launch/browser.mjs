import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installDebianPackages, isDebianRoot } from './debian.mjs'
import { run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

function installedBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
  return found ?? (existsSync(macChrome) ? macChrome : null)
}

function hasCjkFont() {
  try {
    return execFileSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return false
  }
}

async function installPlaywrightBrowser(env) {
  const code = await run('npx', ['playwright', 'install', 'chromium'], { env })
  return code === 0 ? 'playwright' : null
}

/**
 * A Chromium to test with: the one that is there, else Debian's (as root), else Playwright's own, else one clear line.
 *
 * Returns the path, or `playwright` for Playwright's own.
 */
export async function testBrowser(env) {
  const missing = [installedBrowser() ? [] : ['chromium'], hasCjkFont() ? [] : ['fontconfig', 'fonts-noto-cjk']].flat()
  if (missing.length > 0 && isDebianRoot()) await installDebianPackages(missing)
  const browser = installedBrowser() ?? (await installPlaywrightBrowser(env))
  if (browser) return browser
  process.stderr.write(
    '没有浏览器可用于测试：请安装 chromium 或 google-chrome（Debian：apt-get install chromium fonts-noto-cjk）。\n',
  )
  return process.exit(1)
}
