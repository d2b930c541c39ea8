import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { createWorkLimit } from '../work-limit.ts'
import { answered, isMissing, isUnknownCall, orWhen } from './s3-failures.ts'

const deletesAtOnce = 8

interface Version {
  readonly key: string
  /** Undefined on a server that knows no versions. */
  readonly versionId: string | undefined
}

interface Mark {
  readonly KeyMarker: string | undefined
  readonly VersionIdMarker: string | undefined
}

/** One page from `mark` on; `unknown` where the server knows no versions. */
function pageOf(
  client: S3Client,
  bucket: string,
  prefix: string,
  mark: Mark | null,
): Promise<ListObjectVersionsCommandOutput | 'unknown'> {
  const asked = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...mark })
  return orWhen(client.send(asked), isUnknownCall, 'unknown' as const)
}

/** Every version of whatever begins so, and the marks that say “deleted”; of a bucket without versions its objects. */
async function versionsOf(
  client: S3Client,
  bucket: string,
  prefix: string,
  list: (prefix: string) => AsyncIterable<{ readonly key: string }>,
): Promise<readonly Version[]> {
  const found: Version[] = []
  let mark: Mark | null = null
  do {
    const page = await pageOf(client, bucket, prefix, mark)
    if (page === 'unknown') {
      for await (const { key } of list(prefix)) found.push({ key, versionId: undefined })
      return found
    }
    for (const { Key: key, VersionId: versionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      if (key !== undefined) found.push({ key, versionId })
    mark = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null
  } while (mark)
  return found
}

/**
 * Removes whatever begins with `prefix`, for good.
 *
 * Where the bucket keeps versions a plain delete would only hide the bytes. One by one: the call that deletes many at once asks for
 * a checksum that not every server takes.
 */
export async function eraseVersions(
  client: S3Client,
  bucket: string,
  prefix: string,
  list: (prefix: string) => AsyncIterable<{ readonly key: string }>,
): Promise<void> {
  const deleting = createWorkLimit(deletesAtOnce)
  const remove = ({ key, versionId }: Version): Promise<unknown> =>
    orWhen(client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId })), isMissing, null)
  const versions = await versionsOf(client, bucket, prefix, list)
  await answered(Promise.all(versions.map((version) => deleting.run(() => remove(version)))))
}
