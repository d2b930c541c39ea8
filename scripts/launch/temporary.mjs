import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** Databases of a PostgreSQL, browsers' profiles and the folders of some servers at a time take a quarter of it. */
const roomBytes = 4 * 1024 ** 3

/**
 * A folder for all that tests write, gone when this process ends.
 *
 * In memory where that has room: hundreds of servers start, write and end, and waiting for a disk to flush proves nothing there.
 */
export function temporaryFolder() {
  const hasRoom = () => {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > roomBytes
  }
  const folder = mkdtempSync(join(existsSync(memory) && hasRoom() ? memory : tmpdir(), 'xunhu-tests-'))
  // PostgreSQL runs as another user than root, and may have its folder in here.
  chmodSync(folder, 0o711)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
