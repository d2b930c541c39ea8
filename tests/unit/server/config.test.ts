import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configHelp, loadConfig } from '../../../src/server/config.ts'
import { assertBacksUpItself } from '../../../src/server/config/assert-fitting.ts'
import { ConfigError } from '../../../src/server/config/setting.ts'

describe('settings', () => {
  test('without any, serve the sample bureau on this machine', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      dataDir: resolve('data'),
      timeZone: 'Asia/Shanghai',
      databaseUrl: '',
      partsStore: 'folder',
      publicUrl: '',
      sample: true,
      logLevel: 'warn',
      clockStartMs: null,
    })
  })

  test('are taken as given where they can be used', () => {
    const given = {
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://user:secret@db/xunhu',
      PORT: '443',
      TIME_ZONE: 'Asia/Urumqi',
      PUBLIC_URL: 'https://xunhu.example',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/28,2001:db8::1',
      SAMPLE: '0',
      CLOCK_START: '2026-11-20T07:00:00+08:00',
    }
    expect(loadConfig(given)).toMatchObject({
      host: '0.0.0.0',
      port: 443,
      timeZone: 'Asia/Urumqi',
      databaseUrl: 'postgres://user:secret@db/xunhu',
      publicUrl: 'https://xunhu.example',
      trustedProxies: ['loopback', '10.0.0.0/28', '2001:db8::1'],
      sample: false,
      clockStartMs: Date.parse('2026-11-19T23:00:00Z'),
    })
  })

  test('no server promises that it backs up a PostgreSQL by itself', () => {
    const env = { DATABASE_URL: 'postgres://user:secret@db/xunhu', BACKUP_DIR: '/backups' }
    expect(() => assertBacksUpItself(loadConfig(env))).toThrow('PostgreSQL 请定时运行 npm run backup')
  })

  test('no server promises that it backs up photos in a bucket by itself', () => {
    const env = { PARTS_STORE: 's3://photos', BACKUP_DIR: '/backups' }
    expect(() => assertBacksUpItself(loadConfig(env))).toThrow('请定时运行 npm run backup')
  })

  test('photos go into a bucket of AWS by its name alone, and of another server by its address and keys', () => {
    expect(loadConfig({ PARTS_STORE: 's3://photos' }).partsStore).toEqual({
      bucket: 'photos',
      prefix: '',
      endpoint: '',
      region: 'us-east-1',
      pathStyle: true,
      credentials: null,
    })
    const own = {
      PARTS_STORE: 's3://bureau.photos/xunhu/prod/',
      S3_ENDPOINT: 'https://s3.local:9000',
      S3_REGION: 'cn-north',
      S3_PATH_STYLE: '0',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    }
    expect(loadConfig(own).partsStore).toEqual({
      bucket: 'bureau.photos',
      prefix: 'xunhu/prod/',
      endpoint: 'https://s3.local:9000',
      region: 'cn-north',
      pathStyle: false,
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    })
  })

  test('half of the keys is none', () => {
    expect(() => loadConfig({ PARTS_STORE: 's3://photos', S3_SECRET_ACCESS_KEY: 'hidden' })).toThrow(
      /^S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY [^a-z]*$/,
    )
  })

  test.each([
    ['HOST', 'my server'],
    ['HOST', '1.2.3.4.5'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', ''],
    ['PORT', '-1'],
    ['TIME_ZONE', 'Asia/Nowhere'],
    ['TIME_ZONE', ''],
    ['DATABASE_URL', 'mysql://user:secret@db/xunhu'],
    ['PARTS_STORE', 's3://secret@bucket'],
    ['PARTS_STORE', 's3://bucket/../secret'],
    ['PARTS_STORE', 's3://'],
    ['PARTS_STORE', '/srv/photos'],
    ['S3_ENDPOINT', 'https://key:secret@s3.local'],
    ['S3_ENDPOINT', 's3.local:9000'],
    ['S3_REGION', 'north of here'],
    ['S3_PATH_STYLE', 'auto'],
    ['PUBLIC_URL', 'xunhu.example'],
    ['PUBLIC_URL', 'https://xunhu.example/'],
    ['TRUSTED_PROXIES', 'uniquelocal'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.5,'],
    ['TRUSTED_PROXIES', '10.0.0.0/0/8'],
    ['SAMPLE', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['CLOCK_START', 'tomorrow'],
  ])('%s=%s stops the start with one line that names it and tells no secret', (name, value) => {
    const failure = (() => {
      try {
        return loadConfig({ [name]: value })
      } catch (thrown) {
        return thrown as ConfigError
      }
    })()
    expect(failure).toBeInstanceOf(ConfigError)
    const { message } = failure as ConfigError
    expect(message).toContain(name)
    expect(message).not.toMatch(/\n|secret/)
  })

  test.each(['0.0.0.0', '192.168.1.2', '::'])('the sample bureau is not served on %s', (host) => {
    expect(() => loadConfig({ HOST: host })).toThrow(/SAMPLE=0/)
    expect(loadConfig({ HOST: host, SAMPLE: '0' }).host).toBe(host)
  })

  test.each(['127.0.0.1', '::1', 'localhost'])('the sample bureau is served on %s', (host) => {
    expect(loadConfig({ HOST: host }).sample).toBe(true)
  })
})

describe('the help', () => {
  test('names every setting with its standard in both languages, and none that is for tests', () => {
    const help = configHelp()
    for (const name of [
      'HOST',
      'PORT',
      'DATA_DIR',
      'TIME_ZONE',
      'DATABASE_URL',
      'PARTS_STORE',
      'S3_ENDPOINT',
      'S3_REGION',
      'S3_PATH_STYLE',
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
      'PUBLIC_URL',
      'TRUSTED_PROXIES',
      'SAMPLE',
      'LOG_LEVEL',
    ]) {
      expect(help).toMatch(new RegExp(`^  ${name} .* · `, 'm'))
    }
    expect(help).not.toMatch(/CLOCK_START|DIST_DIR/)
  })
})
