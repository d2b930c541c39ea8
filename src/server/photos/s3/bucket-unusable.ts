/** Why a bucket is not used; `detail` is what the server said, without anything of the settings. */
export class BucketUnusableError extends Error {
  readonly reason: 'unreachable' | 'missing' | 'denied' | 'untrue'
  readonly detail: string

  constructor(reason: BucketUnusableError['reason'], detail: string, cause?: unknown) {
    super(`The bucket cannot be used: ${reason} (${detail})`, { cause })
    this.name = 'BucketUnusableError'
    this.reason = reason
    this.detail = detail
  }
}
