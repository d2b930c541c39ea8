import { resolve } from 'node:path'
import type { Sha256 } from '../../domain/ids.ts'
import { systemClock } from '../../lib/clock.ts'
import { systemRandom } from '../../lib/random.ts'
import { configOrStop } from '../config/config-or-stop.ts'
import { openPhotos } from '../photos/open-photos.ts'
import type { PartStore } from '../photos/part-store.ts'
import { dataPaths } from './data-paths.ts'
import { restoreBackup } from './restore-backup.ts'
import { restoreFailure, type RestoreFailure } from './restore-failure.ts'
import { restoreIntoPostgres } from './restore-into-postgres.ts'

/**
 * `npm run restore -- <backup>`: puts a backup back to where the settings say; no server must run.
 *
 * Ends with 1 where what came of it is not to be used, with 2 where the database is as it was, with 3
 * where all is there but parts that the backup has not whole.
 */
const [asked] = process.argv.slice(2)
const config = configOrStop(process.env)
const { dataDir, databaseUrl, partsStore } = config
const shownFaults = 20

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

/** Each of them: whoever has another copy of the folder looks there. */
function sayLacking(lacking: readonly Sha256[]): void {
  if (lacking.length === 0) return
  process.exitCode = 3
  for (const sha256 of lacking) say(`✗ 备份里没有，或已损坏：parts/${sha256}`)
  say(`✗ 其余都已恢复，缺照片等 ${lacking.length} 份（名单在上面）。`)
  say('  启动后记录照常，这些照片显示“未到”，手机里还有的会重新送来。另有备份的，把好的放回 parts，从头再恢复一次。')
}

async function restoreFile(backup: string, parts: PartStore): Promise<void> {
  const { parts: brought, lacking, setAside } = await restoreBackup({ dataDir, backup, nowMs: Date.now() }, parts)
  say(`已恢复，照片等 ${brought} 份。启动后各手机会把还留着的记录重新送来。`)
  if (setAside !== null) say(`原来的数据库留在 ${setAside}`)
  sayLacking(lacking)
}

async function restorePostgres(backup: string, parts: PartStore): Promise<void> {
  const restored = await restoreIntoPostgres({
    dataDir,
    databaseUrl,
    backup,
    parts,
    random: systemRandom,
    clock: systemClock,
  })
  for (const fault of restored.faults.slice(0, shownFaults)) say(`✗ ${fault}`)
  if (restored.faults.length > 0) {
    process.exitCode = 1
    return void say('✗ 恢复出来的和备份不一样：请不要启用这个数据库')
  }
  if (restored.brought > 0) say(`▲ 备份里原来就有的 ${restored.brought} 处不符也一起恢复了：npm run verify 看是哪些`)
  say(`✓ 已恢复并逐条逐份核对：${restored.rows} 行，照片等 ${restored.parts} 份`)
  say('照同样的设置启动；各手机会把还留着的记录重新送来')
  sayLacking(restored.lacking)
}

function stop({ code, line }: RestoreFailure): never {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}

if (asked === undefined) stop({ code: 2, line: '用法：npm run restore -- <BACKUP_DIR 里的一个备份>' })
try {
  const { partStore } = await openPhotos(partsStore, dataDir, dataPaths(dataDir))
  await (databaseUrl === '' ? restoreFile : restorePostgres)(resolve(asked), partStore)
} catch (failure) {
  stop(restoreFailure(failure, asked, config))
}
