import { existsSync } from 'node:fs'
import { installDebianPackages, isDebianRoot } from './debian.mjs'

const programs = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'monmaptool']

/** Whether Ceph's S3 server is here, with all that it needs. */
export const hasRadosgw = () => programs.every((program) => existsSync(`/usr/bin/${program}`))

/** Whether there is an S3-compatible server to test with: the one that is there, else Debian's as root (60 MB, half a minute). */
export async function testRadosgw() {
  if (!hasRadosgw() && isDebianRoot()) await installDebianPackages(['radosgw', 'ceph-mon', 'ceph-osd'])
  return hasRadosgw()
}
