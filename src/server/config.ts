import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { standardRetention, type RetentionDays } from '../domain/journal/retention.ts'
import type { OnlineLayer } from '../protocol/base-map.ts'
import { parseOnlineMap } from './online-map.ts'
import type { PartsPlace } from './photos/open-photos.ts'
import { parseS3Url } from './photos/s3/s3-place.ts'

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** Where backups go; empty where none are made. */
  readonly backupDir: string
  readonly timeZone: string
  readonly databaseUrl: string
  readonly partsStore: PartsPlace
  readonly publicUrl: string
  /** A map of somebody else, shown while there is a network; null where none is set. */
  readonly onlineMap: OnlineLayer | null
  readonly sample: boolean
  /** Who reads `/metrics` names it; empty where nobody may. */
  readonly metricsToken: string
  readonly logLevel: LogLevel
  /** How long bytes that must be forgotten are kept. */
  readonly retention: RetentionDays
  /** The built app. */
  readonly distDir: string
  /** Tests start the clock elsewhere; null in every deployment. */
  readonly clockStartMs: number | null
}

/** A setting that cannot be used; its message is the one line that the start stops with. */
export class ConfigError extends Error {}

interface Setting<T> {
  readonly name: string
  readonly standard: string
  readonly help: string
  readonly hidden?: boolean
  parse(text: string): T
}

const refuse = (name: string, text: string, wanted: string): never => {
  throw new ConfigError(`${name}=${text} 不能用：${wanted}`)
}

/** A period of no days would erase what has just come. */
const days = (name: string, text: string): number =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 ? Number(text) : refuse(name, text, '要 1–99999 的整数，单位为天')

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const settings = {
  host: {
    name: 'HOST',
    standard: '127.0.0.1',
    help: '监听地址；示例区只能在本机地址上运行 · address to listen on',
    parse: (text: string) =>
      isIP(text) || text === 'localhost' ? text : refuse('HOST', text, '要一个 IP 地址或 localhost'),
  },
  port: {
    name: 'PORT',
    standard: '8080',
    help: '监听端口，1–65535 · port to listen on',
    parse: (text: string) =>
      /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
        ? Number(text)
        : refuse('PORT', text, '要 1–65535 的整数'),
  },
  dataDir: {
    name: 'DATA_DIR',
    standard: './data',
    help: '数据目录：数据库文件与照片 · folder of the database and the photos',
    parse: (text: string) => resolve(text),
  },
  backupDir: {
    name: 'BACKUP_DIR',
    standard: '',
    help: '备份目录，宜在另一块盘上；留空不备份 · where backups go, empty: none',
    parse: (text: string) => (text === '' ? text : resolve(text)),
  },
  timeZone: {
    name: 'TIME_ZONE',
    standard: 'Asia/Shanghai',
    help: '决定每一个日期 · decides every date',
    parse: (text: string) => (isTimeZone(text) ? text : refuse('TIME_ZONE', text, '要 IANA 时区名，如 Asia/Shanghai')),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    standard: '',
    help: '留空为内置 SQLite；postgres://… 为 PostgreSQL 15 以上 · empty: the embedded SQLite',
    parse: (text: string) =>
      text === '' || /^postgres(ql)?:\/\//.test(text)
        ? text
        : refuse('DATABASE_URL', '…', '要 postgres://用户:密码@主机/数据库，或留空'),
  },
  partsStore: {
    name: 'PARTS_STORE',
    standard: 'folder',
    help: '照片存放：folder 为数据目录下的文件夹；s3://桶/前缀 为 S3 兼容存储 · where photos are kept',
    parse: (text: string) =>
      text === 'folder' ? text : (parseS3Url(text) ?? refuse('PARTS_STORE', '…', '要 folder 或 s3://桶[/前缀]')),
  },
  s3Endpoint: {
    name: 'S3_ENDPOINT',
    standard: '',
    help: 'S3 服务网址，如 https://s3.local:9000；留空为 AWS · the S3 server, empty: AWS',
    parse: (text: string) =>
      text === '' || /^https?:\/\/[^/@]+$/.test(text)
        ? text
        : refuse('S3_ENDPOINT', '…', '要 http(s)://主机[:端口]，末尾不带斜杠'),
  },
  s3Region: {
    name: 'S3_REGION',
    standard: 'us-east-1',
    help: 'S3 区域名；自建的一般不用改 · region',
    parse: (text: string) => (/^[\w-]+$/.test(text) ? text : refuse('S3_REGION', text, '要一个区域名，如 us-east-1')),
  },
  s3PathStyle: {
    name: 'S3_PATH_STYLE',
    standard: '1',
    help: '1 桶名写在路径里（自建的都支持）；0 写在主机名里 · 1: bucket in the path, 0: in the host',
    parse: (text: string) => (text === '0' || text === '1' ? text === '1' : refuse('S3_PATH_STYLE', text, '要 0 或 1')),
  },
  s3AccessKeyId: {
    name: 'S3_ACCESS_KEY_ID',
    standard: '',
    help: 'S3 密钥编号；留空按 AWS 的惯例取（环境变量、实例角色） · empty: as AWS tools find it',
    parse: (text: string) => text,
  },
  s3SecretAccessKey: {
    name: 'S3_SECRET_ACCESS_KEY',
    standard: '',
    help: 'S3 密钥，与编号同设 · set together with its id',
    parse: (text: string) => text,
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    standard: '',
    help: '手机访问的网址，如 https://xunhu.example；留空为本机地址 · what phones open',
    parse: (text: string) =>
      text === '' || /^https?:\/\/[^/]+$/.test(text)
        ? text
        : refuse('PUBLIC_URL', text, '要 http(s)://主机[:端口]，末尾不带斜杠'),
  },
  onlineMap: {
    name: 'ONLINE_MAP',
    standard: '',
    help: '在线底图：tianditu:密钥，或 https 瓦片网址（含 {z} {x} {y}）；留空只用离线地图 · online map tiles',
    parse: (text: string) =>
      text === ''
        ? null
        : (parseOnlineMap(text) ??
          refuse('ONLINE_MAP', '…', '要 tianditu:密钥，或以 https:// 开头并含 {z} {x} {y} 的瓦片网址')),
  },
  sample: {
    name: 'SAMPLE',
    standard: '1',
    help: '1 带示例区启动；0 空库启动并打印一次性设置链接 · 1: labelled sample bureau, 0: empty',
    parse: (text: string) => (text === '0' || text === '1' ? text === '1' : refuse('SAMPLE', text, '要 0 或 1')),
  },
  metricsToken: {
    name: 'METRICS_TOKEN',
    standard: '',
    help: 'Prometheus 读 /metrics 时出示的令牌，至少 16 个字符；留空不提供 · bearer token of /metrics, empty: none',
    parse: (text: string) =>
      text === '' || /^[\x21-\x7e]{16,}$/.test(text)
        ? text
        : refuse('METRICS_TOKEN', '…', '要 16 个以上可见的 ASCII 字符'),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    standard: 'warn',
    help: '日志：silent error warn info debug · log level; info writes a line per call',
    parse: (text: string) =>
      logLevels.find((level) => level === text) ?? refuse('LOG_LEVEL', text, '要 silent、error、warn、info 或 debug'),
  },
  retainPositionDays: {
    name: 'RETAIN_POSITION_DAYS',
    standard: String(standardRetention.position),
    help: '到岗、离岗位置保存天数 · days that places of arrival are kept',
    parse: (text: string) => days('RETAIN_POSITION_DAYS', text),
  },
  retainPresenceDays: {
    name: 'RETAIN_PRESENCE_DAYS',
    standard: String(standardRetention.presence),
    help: '在岗确认位置保存天数 · days that places of presence are kept',
    parse: (text: string) => days('RETAIN_PRESENCE_DAYS', text),
  },
  retainPhotoDays: {
    name: 'RETAIN_PHOTO_DAYS',
    standard: String(standardRetention.photo),
    help: '非证据照片、语音保存天数；案件的随档案保存 · days that photos and voice notes other than evidence are kept',
    parse: (text: string) => days('RETAIN_PHOTO_DAYS', text),
  },
  retainComplainantDays: {
    name: 'RETAIN_COMPLAINANT_DAYS',
    standard: String(standardRetention.complainant),
    help: '投诉反映人信息保存天数 · days that complainants are known',
    parse: (text: string) => days('RETAIN_COMPLAINANT_DAYS', text),
  },
  distDir: {
    name: 'DIST_DIR',
    standard: fileURLToPath(new URL('../../dist', import.meta.url)),
    help: '测试用：构建好的应用 · tests only: the built app',
    hidden: true,
    parse: (text: string) => resolve(text),
  },
  clockStartMs: {
    name: 'CLOCK_START',
    standard: '',
    help: '测试用：服务器时钟的起点 · tests only: where the clock starts',
    hidden: true,
    parse: (text: string) =>
      text === ''
        ? null
        : Number.isNaN(Date.parse(text))
          ? refuse('CLOCK_START', text, '要 ISO 8601 时间')
          : Date.parse(text),
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>

/** What each setting allows by itself and not beside another. */
function assertFitting({ sample, host, backupDir, databaseUrl, partsStore }: Config): void {
  if (sample && !loopback.includes(host))
    throw new ConfigError(`HOST=${host} 不能用：示例区的密码是公开的，只能在 127.0.0.1 上运行；正式使用请设 SAMPLE=0`)
  if (backupDir !== '' && databaseUrl !== '')
    throw new ConfigError('BACKUP_DIR 不能和 DATABASE_URL 同用：PostgreSQL 请用 pg_basebackup 或 pg_dump 备份')
  if (backupDir !== '' && partsStore !== 'folder')
    throw new ConfigError('BACKUP_DIR 不能和 PARTS_STORE=s3://… 同用：桶里的照片不在备份里，请用存储自己的复制')
}

type Read = <T>(setting: Setting<T>) => T

function readPartsPlace(read: Read): PartsPlace {
  const place = read(settings.partsStore)
  const [accessKeyId, secretAccessKey] = [read(settings.s3AccessKeyId), read(settings.s3SecretAccessKey)]
  if ((accessKeyId === '') !== (secretAccessKey === ''))
    throw new ConfigError('S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY 要同时设，或都留空')
  const server = {
    endpoint: read(settings.s3Endpoint),
    region: read(settings.s3Region),
    pathStyle: read(settings.s3PathStyle),
    credentials: accessKeyId === '' ? null : { accessKeyId, secretAccessKey },
  }
  return place === 'folder' ? place : { ...place, ...server }
}

const loopback = ['127.0.0.1', '::1', 'localhost']

/** Reads the one table of settings; throws a `ConfigError` whose message is one clear line. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read: Read = (setting) => setting.parse(env[setting.name] ?? setting.standard)
  const config: Config = {
    host: read(settings.host),
    port: read(settings.port),
    dataDir: read(settings.dataDir),
    backupDir: read(settings.backupDir),
    timeZone: read(settings.timeZone),
    databaseUrl: read(settings.databaseUrl),
    partsStore: readPartsPlace(read),
    publicUrl: read(settings.publicUrl),
    onlineMap: read(settings.onlineMap),
    sample: read(settings.sample),
    metricsToken: read(settings.metricsToken),
    logLevel: read(settings.logLevel),
    retention: {
      position: read(settings.retainPositionDays),
      presence: read(settings.retainPresenceDays),
      photo: read(settings.retainPhotoDays),
      complainant: read(settings.retainComplainantDays),
    },
    distDir: read(settings.distDir),
    clockStartMs: read(settings.clockStartMs),
  }
  assertFitting(config)
  return config
}

/** What `--help` prints. */
export function configHelp(): string {
  const lines = Object.values<Setting<unknown>>(settings)
    .filter((setting) => !setting.hidden)
    .map(({ name, standard, help }) => `  ${name.padEnd(24)}${(standard || '-').padEnd(16)}${help}`)
  return [
    '巡护服务器。设置取自环境变量 · settings are environment variables:',
    '',
    '  名称                    缺省            说明',
    ...lines,
  ].join('\n')
}
