import { startRadosgw } from './start-radosgw.ts'
import { createBucket, runBucket, settingsVariable } from './s3-buckets.ts'
import { tellEndpoint } from './s3-server.ts'

/** One server for all files of the run; each test has a bucket, or a prefix, of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const radosgw = await startRadosgw()
  tellEndpoint('radosgw', radosgw.endpoint)
  process.env[settingsVariable] = radosgw.settings
  await createBucket(runBucket, 'radosgw')
  return () => radosgw.stop()
}
