import type { Config } from './config.ts'
import { ConfigError } from './config/setting.ts'
import { StoreTooNewError, StoreTooOldError } from './migrations/migrate.ts'
import { BucketUnusableError } from './photos/s3/bucket-unusable.ts'
import { Problem } from './problem.ts'
import { PostgresUnusableError } from './store/postgres/sound-server.ts'
import { StoreInUseError } from './store/sqlite/one-process.ts'

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const notADatabase: readonly number[] = [11, 26]
/** SQLITE_CANTOPEN. */
const cannotOpen = 14

/** What the system or the database itself said, where the store has put it into words of its own. */
const causeOf = (failure: unknown): unknown => (failure instanceof Problem ? (failure.cause ?? failure) : failure)

interface SystemFailure {
  readonly code?: string
  readonly syscall?: string
  readonly errcode?: number
}

function listenLine(code: string | undefined, { host, port }: Config): string {
  if (code === 'EADDRINUSE') return `PORT=${port} 已被占用：换一个 PORT，或停掉占用它的程序`
  if (code === 'EACCES') return `PORT=${port} 不能用：没有权限监听这个端口`
  return `HOST=${host} 不能用：不是这台机器的地址`
}

const unusablePostgres: Readonly<Record<PostgresUnusableError['reason'], string>> = {
  unreachable: '连不上 PostgreSQL',
  tooOld: '要 PostgreSQL 15 以上',
  encoding: '数据库的编码要 UTF8',
  notDurable: '这样设置的 PostgreSQL 断电会丢已答复的记录',
  standby: '这是只读的备库，要连主库',
}

const unusableBucket: Readonly<Record<BucketUnusableError['reason'], string>> = {
  unreachable: '连不上 S3 存储',
  missing: '没有这个桶，请先建立',
  denied: '密钥不对，或没有读、写、列出、删除的权限',
  untrue: '这个存储没有如实保存、列出或删除',
}

/** What the start stops with, in one line that says what to do; null for what is no setting's fault. */
export function startFailureLine(failure: unknown, config: Config | null): string | null {
  if (failure instanceof ConfigError) return failure.message
  if (config === null) return null
  if (failure instanceof PostgresUnusableError)
    return `DATABASE_URL 不能用：${unusablePostgres[failure.reason]}（${failure.detail}）`
  if (failure instanceof BucketUnusableError)
    return `PARTS_STORE 不能用：${unusableBucket[failure.reason]}（${failure.detail}）`
  const { code, syscall, errcode } = (causeOf(failure) ?? {}) as SystemFailure
  const folder = config.databaseUrl === '' ? `DATA_DIR=${config.dataDir}` : 'DATABASE_URL'
  if (syscall === 'listen' || syscall === 'getaddrinfo') return listenLine(code, config)
  if (failure instanceof StoreInUseError) return `${folder} 不能用：另一个巡护服务器正在使用它`
  if (failure instanceof StoreTooNewError) return `${folder} 不能用：数据库由更新的版本建立，请用那个版本启动`
  if (failure instanceof StoreTooOldError)
    return `${folder} 不能用：数据库还是旧版本的，请用那个版本，或先 npm run migrate`
  if (failure instanceof Problem && failure.code === 'store/full') return `${folder} 不能用：磁盘已满`
  if (errcode !== undefined && notADatabase.includes(errcode & 0xff))
    return `${folder} 不能用：其中的 xunhu.sqlite 不是完好的数据库，请从备份恢复`
  if (syscall !== undefined || errcode === cannotOpen)
    return `DATA_DIR=${config.dataDir} 不能用：不能在其中读写文件（${code ?? 'SQLITE_CANTOPEN'}）`
  return null
}
