import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { standardRetention } from '../../domain/journal/retention.ts'
import { parseOnlineMap } from '../online-map.ts'
import { identitySettings } from './identity-settings.ts'
import { partsSettings } from './parts-settings.ts'
import { refuse, type Setting } from './setting.ts'

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

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

/** This machine, one address, or a network such as `10.0.0.0/24`. */
function isProxy(text: string): boolean {
  if (text === 'loopback') return true
  const [address = '', bits, ...more] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

/** Every setting there is, in the order in which `--help` prints them. */
export const settings = {
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
  ...partsSettings,
  publicUrl: {
    name: 'PUBLIC_URL',
    standard: '',
    help: '手机访问的网址，如 https://xunhu.example；留空为本机地址 · what phones open',
    parse: (text: string) =>
      text === '' || /^https?:\/\/[^/]+$/.test(text)
        ? text
        : refuse('PUBLIC_URL', text, '要 http(s)://主机[:端口]，末尾不带斜杠'),
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    standard: 'loopback',
    help: '可以转述来访地址的反向代理：loopback（本机）、IP 或网段，逗号分开；设了 PUBLIC_URL 才用 · whose X-Forwarded-For is believed',
    parse: (text: string) => {
      const proxies = text.split(',').map((each) => each.trim())
      return proxies.every(isProxy) ? proxies : refuse('TRUSTED_PROXIES', text, '要 loopback、IP 或网段，如 10.0.0.5')
    },
  },
  ...identitySettings,
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
    standard: fileURLToPath(new URL('../../../dist', import.meta.url)),
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
