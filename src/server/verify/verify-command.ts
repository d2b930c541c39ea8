import { existsSync } from 'node:fs'
import { readHead, type KeptHead } from '../audit/kept-head.ts'
import { dataPaths } from '../backup/data-paths.ts'
import { configOrStop } from '../config/config-or-stop.ts'
import { openPhotos } from '../photos/open-photos.ts'
import { lookIntoPostgres } from '../store/postgres/postgres-store.ts'
import { createSqliteRunner } from '../store/sqlite/connection.ts'
import { createSqliteKysely } from '../store/sqlite/dialect.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { createSnapshots } from '../store/sqlite/snapshots.ts'
import type { Tx } from '../store/store.ts'
import type { Check, Verified } from './verified.ts'
import { verifyStore } from './verify-store.ts'

/**
 * `npm run verify`: looks at everything in DATA_DIR, beside a server that runs or not; changes nothing. Ends with 1 where something
 * does not hold.
 *
 * `--audit LINES:HASH …`: of the audit, what was kept elsewhere; its lines up to there must be those of then.
 */
const { dataDir, databaseUrl, partsStore } = configOrStop(process.env)
const paths = dataPaths(dataDir)
/** The rest is for a file, not for a screen. */
const shownFaults = 20

const lines: Readonly<Record<Check, (looked: number) => string>> = {
  entries: (looked) => `记录 ${looked} 条：内容与送来时一致，都在本队的目录里`,
  feeds: (looked) => `目录 ${looked} 行：校验和相符，所列的都在`,
  documents: (looked) => `安排与名册 ${looked} 份：都在目录里`,
  subjects: (looked) => `事项 ${looked} 个：各有记录，协办的都看得到`,
  cases: (looked) => `台账 ${looked} 件：与记录推算的一致`,
  complaints: (looked) => `投诉 ${looked} 件：与记录推算的一致`,
  signs: (looked) => `招牌 ${looked} 块：与记录推算的一致`,
  parts: (looked) => `照片、语音与位置 ${looked} 份：逐份读出，内容与编号相符`,
  erasures: (looked) => `已销毁 ${looked} 份：没有留下`,
  audit: (looked) => `审计 ${looked} 行：环环相扣`,
}

function report({ check, looked, broken, keep }: Verified): void {
  if (broken.length === 0)
    process.stdout.write(`✓ ${lines[check](looked)}${keep === undefined ? '' : `。末行，请另行留存：${keep}`}\n`)
  else {
    process.stdout.write(`✗ ${check}：${looked} 项里有 ${broken.length} 处不符\n`)
    for (const fault of broken.slice(0, shownFaults)) process.stdout.write(`    ${fault}\n`)
    if (broken.length > shownFaults) process.stdout.write(`    ……还有 ${broken.length - shownFaults} 处\n`)
  }
}

function keptHeads(): readonly KeptHead[] {
  const [option, ...words] = process.argv.slice(2)
  const heads = words.flatMap((word) => readHead(word) ?? [])
  if (option === undefined || (option === '--audit' && heads.length > 0 && heads.length === words.length)) return heads
  process.stderr.write('用法：npm run verify [-- --audit <行数>:<校验码>…]\n')
  return process.exit(2)
}

const kept = keptHeads()
const { partStore } = await openPhotos(partsStore, dataDir, paths)

/** Whether everything holds. */
async function verifyAll(db: Tx): Promise<boolean> {
  let isWhole = true
  for await (const verified of verifyStore(db, partStore, kept)) {
    report(verified)
    isWhole &&= verified.broken.length === 0
  }
  return isWhole
}

async function verifyFile(): Promise<boolean> {
  if (!existsSync(paths.database)) {
    process.stderr.write(`${dataDir} 里没有数据库\n`)
    process.exit(2)
  }
  const raw = openForReading(paths.database)
  const [integrity] = Object.values(raw.prepare('pragma integrity_check').get() ?? {})
  process.stdout.write(integrity === 'ok' ? '✓ 数据库文件完好\n' : `✗ 数据库文件损坏：${String(integrity)}\n`)
  const isWhole = await createSnapshots(raw, createSqliteKysely(createSqliteRunner(raw))).run(verifyAll)
  raw.close()
  return isWhole && integrity === 'ok'
}

const isWhole = await (databaseUrl === '' ? verifyFile() : lookIntoPostgres(databaseUrl, verifyAll))
process.exitCode = isWhole ? 0 : 1
