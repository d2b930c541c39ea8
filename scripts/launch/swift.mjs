import { existsSync } from 'node:fs'
import { installDebianPackages, isDebianRoot } from './debian.mjs'

const servers = ['swift-account', 'swift-container', 'swift-object', 'swift-proxy']
const programs = [...servers.map((server) => `${server}-server`), 'memcached']

/** Whether OpenStack Swift, the second S3-compatible server, is here with all that it needs. */
export const hasSwift = () => programs.every((program) => existsSync(`/usr/bin/${program}`))

/** The same, after Debian's as root was installed where there is none. */
export async function testSwift() {
  if (!hasSwift() && isDebianRoot()) await installDebianPackages([...servers, 'memcached'])
  return hasSwift()
}
