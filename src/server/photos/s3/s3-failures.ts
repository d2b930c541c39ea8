import { Problem } from '../../problem.ts'

interface Told {
  readonly name?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

const toldBy = (cause: unknown): Told => (cause instanceof Error ? (cause as Told) : {})

/** `NotFound` is all that an answer without a body can say; a bucket that is gone has a word of its own where there is one. */
export const isMissing = (cause: unknown): boolean => ['NoSuchKey', 'NotFound'].includes(toldBy(cause).name ?? '')

/** What AWS has no word for: Ceph, MinIO, and what HTTP itself calls a full medium. */
const fullWords = ['QuotaExceeded', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded']
const insufficientStorage = 507

export const isFull = (cause: unknown): boolean =>
  fullWords.includes(toldBy(cause).name ?? '') || toldBy(cause).$metadata?.httpStatusCode === insufficientStorage

/** A range that begins behind the end. */
export const isBehindEnd = (cause: unknown): boolean => toldBy(cause).name === 'InvalidRange'

/** How a server that keeps no versions says so. */
export const isUnknownCall = (cause: unknown): boolean =>
  toldBy(cause).name === 'NotImplemented' || toldBy(cause).$metadata?.httpStatusCode === 501

/** The answer of a call, or `fallback` where it failed as `when` says; any other failure leaves the outcome unknown, and says so. */
export async function orWhen<T, F>(call: Promise<T>, when: (cause: unknown) => boolean, fallback: F): Promise<T | F> {
  try {
    return await call
  } catch (cause) {
    if (when(cause)) return fallback
    throw new Problem('store/unavailable', 'The store of parts does not answer as it should.', { cause })
  }
}

export const answered = <T>(call: Promise<T>): Promise<T> => orWhen<T, never>(call, () => false, undefined as never)
