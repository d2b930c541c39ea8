import { existsSync } from 'node:fs'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import { dataPaths } from '../backup/data-paths.ts'
import { sharedParts } from '../backup/read-backup.ts'
import { configOrStop } from '../config/config-or-stop.ts'
import { NoRoomForPartsError } from '../move/move-parts.ts'
import { openPhotos } from '../photos/open-photos.ts'
import { startFailureLine } from '../start-failure.ts'
import { lookIntoPostgres, openPostgresStore } from '../store/postgres/postgres-store.ts'
import { createSqliteRunner } from '../store/sqlite/connection.ts'
import { createSqliteKysely } from '../store/sqlite/dialect.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'
import type { Store, Tx } from '../store/store.ts'
import { bringBack } from './bring-back.ts'
import { declareLost, type Declared } from './declare-lost.ts'
import { findLost, type LostPart, type Places } from './find-lost.ts'

/**
 * `npm run lost`: lists what the database says is stored and can be read nowhere, beside a server that runs or not.
 *
 * `--bring` puts back what a backup in `BACKUP_DIR` has whole; `--declare` declares what was named, or all, lost. Exit codes: 0
 * nothing is lost (any more), 1 something still is, 2 nothing was done.
 */
const config = configOrStop(process.env)
const { dataDir, backupDir, databaseUrl, partsStore } = config
const paths = dataPaths(dataDir)
const [mode, ...named] = process.argv.slice(2)

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

function stop(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

/** By ids alone: what was recorded is personal. */
function sayLost({ sha256, held, isInBackup, named: records }: LostPart): void {
  say(`✗ ${sha256}  ${held === 'gone' ? '文件没有了' : '内容已损坏'}${isInBackup ? '，备份里还有完好的' : ''}`)
  for (const { kind, partId, entryId, subject, scope } of records)
    say(`    ${scope} ${subject} 记录 ${entryId} ${kind} ${partId}`)
  if (records.length === 0) say('    没有记录提到它（如离线地图的文件）')
}

async function inRows<T>(job: (db: Tx) => Promise<T>): Promise<T> {
  if (databaseUrl !== '') return lookIntoPostgres(databaseUrl, job)
  const raw = openForReading(paths.database)
  try {
    return await job(createSqliteKysely(createSqliteRunner(raw)))
  } finally {
    raw.close()
  }
}

const findAll = (places: Places): Promise<readonly LostPart[]> =>
  inRows(async (db) => {
    const found: LostPart[] = []
    for await (const lost of findLost(db, places)) found.push(lost)
    return found
  })

function sayWhatNext(found: readonly LostPart[]): void {
  if (found.length === 0) return void say('✓ 库里写着“已存”的照片等，逐份读出，一份不少')
  process.exitCode = 1
  if (found.some(({ isInBackup }) => isInBackup)) say('备份里完好的放回去：npm run lost -- --bring')
  if (found.some(({ isInBackup }) => !isInBackup))
    say('确实哪里都找不回来的，确认丢失：npm run lost -- --declare <上面的编号>…，或 --declare all')
}

async function list(places: Places): Promise<void> {
  const found = await findAll(places)
  found.forEach(sayLost)
  sayWhatNext(found)
}

async function bring(places: Places): Promise<void> {
  if (places.backup === null) stop('--bring 要设 BACKUP_DIR：从哪里放回')
  const found = await findAll(places)
  const brought = await bringBack(found, { from: places.backup, to: places.parts })
  say(`✓ 从备份放回 ${brought.length} 份`)
  const left = found.filter(({ sha256 }) => !brought.includes(sha256))
  left.forEach(sayLost)
  sayWhatNext(left)
}

const outcomes: Readonly<Record<Declared, string>> = {
  lost: '✓ 已确认丢失，记录改为“未到”，手机里还有的会重新送来：',
  readable: '✗ 没有丢，读得出来，没有动：',
  inBackup: '✗ 备份里还有完好的，没有动，先 --bring：',
  unknown: '✗ 库里没有这样一份“已存”的，没有动：',
}

const openStore = (): Promise<Store> =>
  databaseUrl === '' ? openSqliteStore(paths.database) : openPostgresStore(databaseUrl)

async function declare(places: Places, asked: readonly Sha256[]): Promise<void> {
  const { derivatives } = await openPhotos(partsStore, dataDir, paths)
  const store = await openStore()
  try {
    for (const sha256 of asked) {
      const declared = await declareLost({ store, places, derivatives, nowMs: Date.now() }, sha256)
      if (declared !== 'lost') process.exitCode = 1
      say(`${outcomes[declared]}${sha256}`)
    }
  } finally {
    await store.close()
  }
}

const declareAll = async (places: Places): Promise<void> =>
  declare(
    places,
    (await findAll(places)).map(({ sha256 }) => sha256),
  )

/** Never by mistake: each of them by its name, or all by that word. */
const Hashes = v.pipe(v.array(Sha256), v.nonEmpty())

function jobOf(): (places: Places) => Promise<void> {
  if (mode === undefined) return list
  if (mode === '--bring' && named.length === 0) return bring
  if (mode === '--declare' && named.join() === 'all') return declareAll
  const hashes = v.safeParse(Hashes, named)
  if (mode === '--declare' && hashes.success) return (places) => declare(places, hashes.output)
  return stop('用法：npm run lost [-- --bring | --declare <编号>… | --declare all]')
}

function lineOf(failure: unknown): string {
  if (failure instanceof NoRoomForPartsError) return 'PARTS_STORE 满了：腾出地方再来一次，会接着放'
  return startFailureLine(failure, config) ?? `没有做完：${String(failure)}`
}

const job = jobOf()
if (databaseUrl === '' && !existsSync(paths.database)) stop(`${dataDir} 里没有数据库`)
try {
  const { partStore: parts } = await openPhotos(partsStore, dataDir, paths)
  await job({ parts, backup: backupDir === '' ? null : sharedParts(backupDir) })
} catch (failure) {
  stop(lineOf(failure))
}
