import { startRadosgw } from './start-radosgw.ts'
import { createBucket, endpointVariable, runBucket, settingsVariable } from './s3-buckets.ts'

/** One server for all files of the run; each test has a bucket, or a prefix, of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const radosgw = await startRadosgw()
  process.env[endpointVariable] = radosgw.endpoint
  process.env[settingsVariable] = radosgw.settings
  await createBucket(runBucket)
  return () => radosgw.stop()
}
