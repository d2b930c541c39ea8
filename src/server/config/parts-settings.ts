import type { PartsPlace } from '../photos/open-photos.ts'
import { parseS3Url } from '../photos/s3/s3-place.ts'
import { ConfigError, refuse, type Read, type Setting } from './setting.ts'

/** Where parts go. */
export const partsSettings = {
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
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export function readPartsPlace(read: Read): PartsPlace {
  const place = read(partsSettings.partsStore)
  const [accessKeyId, secretAccessKey] = [read(partsSettings.s3AccessKeyId), read(partsSettings.s3SecretAccessKey)]
  if ((accessKeyId === '') !== (secretAccessKey === ''))
    throw new ConfigError('S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY 要同时设，或都留空')
  const server = {
    endpoint: read(partsSettings.s3Endpoint),
    region: read(partsSettings.s3Region),
    pathStyle: read(partsSettings.s3PathStyle),
    credentials: accessKeyId === '' ? null : { accessKeyId, secretAccessKey },
  }
  return place === 'folder' ? place : { ...place, ...server }
}
