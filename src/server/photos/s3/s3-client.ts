import { S3Client } from '@aws-sdk/client-s3'
import type { S3Place } from './s3-place.ts'

/** Each call is tried again by the client itself; after that the phone does, for days if need be. */
const triesPerCall = 3
const connectWithinMs = 5_000
/** A line on which nothing moves for so long is dead; a large part on a slow line moves. */
const silentForMs = 30_000

export function createS3Client({ endpoint, region, pathStyle, credentials }: S3Place): S3Client {
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint === '' ? {} : { endpoint }),
    ...(credentials ? { credentials } : {}),
    maxAttempts: triesPerCall,
    // Checksums that AWS added later: many compatible servers refuse a call with one. The signature holds the hash of what is put.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectWithinMs, socketTimeout: silentForMs },
  })
}
