import type { RetentionDays } from '../domain/journal/retention.ts'
import type { OnlineLayer } from '../protocol/base-map.ts'
import { assertFitting } from './config/assert-fitting.ts'
import { readIdentityPlace } from './config/identity-settings.ts'
import { readPartsPlace } from './config/parts-settings.ts'
import type { Read, Setting } from './config/setting.ts'
import { settings, type LogLevel } from './config/settings.ts'
import type { IdentityPlace } from './identity/identity-place.ts'
import type { PartsPlace } from './photos/open-photos.ts'

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
  /** Addresses and networks of those who may say whose call they pass on. */
  readonly trustedProxies: readonly string[]
  /** Who else says who somebody is; null where only passwords do. */
  readonly identity: IdentityPlace | null
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
    trustedProxies: read(settings.trustedProxies),
    identity: readIdentityPlace(read, read(settings.publicUrl)),
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
