import { createBucket, runBucket } from './s3-buckets.ts'
import { startSwift } from './start-swift.ts'
import { tellEndpoint } from './s3-server.ts'

/** The other S3-compatible server, for all files of the run. */
export default async function setup(): Promise<() => Promise<void>> {
  const swift = await startSwift()
  tellEndpoint('swift', swift.endpoint)
  await createBucket(runBucket, 'swift')
  return () => swift.stop()
}
