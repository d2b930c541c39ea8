import { existsSync } from 'node:fs'
import { dataPaths } from '../backup/data-paths.ts'
import { configOrStop } from '../config/config-or-stop.ts'
import { openPhotos } from '../photos/open-photos.ts'
import type { PartStore } from '../photos/part-store.ts'
import { startFailureLine } from '../start-failure.ts'
import { createSqliteRunner } from '../store/sqlite/connection.ts'
import { createSqliteKysely } from '../store/sqlite/dialect.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { faultsAfter } from './faults-of.ts'
import { moveParts, NoRoomForPartsError, storedHashes } from './move-parts.ts'
import { moveRows, NotEmptyError } from './move-rows.ts'
import { openEmptyPostgres } from './open-empty-postgres.ts'
import { planAnew } from './plan-anew.ts'
import { erasedFiles, removeErased } from './remove-erased.ts'
import { rowsOfFile } from './row-source.ts'
import { setAside } from './moved-away.ts'

/**
 * `npm run move`: brings a data folder's SQLite into the PostgreSQL of `DATABASE_URL`, and its photos to where `PARTS_STORE` says.
 *
 * `--parts`: the photos alone, beside the server that runs. Ends with 1 where what arrived is not what was there, with 2 where
 * nothing was done.
 */
const config = configOrStop(process.env)
const { dataDir, databaseUrl, partsStore } = config
const paths = dataPaths(dataDir)
const onlyParts = process.argv.includes('--parts')
const progressEvery = 200
const shownFaults = 20

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

function stop(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

function lineOf(failure: unknown): string {
  if (failure instanceof NotEmptyError) return 'DATABASE_URL 的数据库里已有数据：要一个空的，什么都没有搬'
  if (failure instanceof NoRoomForPartsError) return 'PARTS_STORE 满了：腾出地方再来一次，会接着搬'
  return startFailureLine(failure, config) ?? `没有搬：${String(failure)}`
}

async function movePhotos(from: PartStore, to: PartStore): Promise<void> {
  const raw = openForReading(paths.database)
  try {
    const hashes = await storedHashes(createSqliteKysely(createSqliteRunner(raw)))
    const { moved, kept, lacking } = await moveParts(hashes, { from, to }, (done, all) => {
      if (done % progressEvery === 0) say(`  照片等 ${done} / ${all}`)
    })
    say(`✓ 照片等搬了 ${moved} 份，早已在的 ${kept} 份`)
    for (const sha256 of lacking) say(`▲ 原来的存储里缺 ${sha256}，搬不过去`)
  } finally {
    raw.close()
  }
}

/** Photos are copied for days beside a server on which their time may end: what was erased there is not to live on here. */
async function forgetErased(source: Store, to: PartStore): Promise<void> {
  const removed = await removeErased(await source.read(erasedFiles), to)
  if (removed > 0) say(`✓ 先前搬过去、后来销毁了的 ${removed} 份，已从新的存储里删掉`)
}

async function moveDatabase(): Promise<void> {
  const target = await openEmptyPostgres(databaseUrl)
  const raw = openForReading(paths.database)
  try {
    const rows = await moveRows(rowsOfFile(raw), target, (table, moved) => moved > 0 && say(`  ${table} ${moved} 行`))
    await planAnew(target, rows.keys())
    say(`✓ 数据库搬了 ${[...rows.values()].reduce((sum, moved) => sum + moved, 0)} 行，正在逐条逐份核对`)
  } finally {
    raw.close()
    await target.close()
  }
}

/** Whether what arrived holds; faults that were there before came along. */
async function isWhole(source: Store, from: PartStore, to: PartStore): Promise<boolean> {
  const { added, brought } = await faultsAfter({ store: source, parts: from }, { databaseUrl, parts: to })
  for (const fault of added.slice(0, shownFaults)) say(`✗ ${fault}`)
  if (brought > 0) say(`▲ 原来就有的 ${brought} 处不符也搬了过去：npm run verify 看是哪些`)
  return added.length === 0
}

/** The open store brings the tables up to this build, and keeps every server off them until the file is set aside. */
async function moveAll(from: PartStore, to: PartStore): Promise<void> {
  const source = await openSqliteStore(paths.database)
  let whole = false
  try {
    if (from !== to) {
      await movePhotos(from, to)
      await forgetErased(source, to)
    }
    if (databaseUrl === '') return
    await moveDatabase()
    whole = await isWhole(source, from, to)
  } finally {
    await source.close()
  }
  if (whole) return void say(`✓ 一致。原来的数据库留在 ${setAside(paths)}；照同样的设置启动（DATA_DIR 不变）`)
  process.exitCode = 1
  say('✗ 搬过去的和原来的不一样：原来的没有动，请不要启用新的')
}

async function move(): Promise<void> {
  const { partStore: from } = await openPhotos('folder', dataDir, paths)
  const to = partsStore === 'folder' ? from : (await openPhotos(partsStore, dataDir, paths)).partStore
  await (onlyParts ? movePhotos(from, to) : moveAll(from, to))
}

if (databaseUrl === '' && partsStore === 'folder')
  stop('用法：设好 DATABASE_URL、PARTS_STORE=s3://… 或两者，再 npm run move [-- --parts]')
if (onlyParts && partsStore === 'folder') stop('--parts 要设 PARTS_STORE=s3://…')
if (!existsSync(paths.database)) stop(`${dataDir} 里没有数据库`)
try {
  await move()
} catch (failure) {
  stop(lineOf(failure))
}
