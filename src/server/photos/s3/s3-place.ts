/** Where parts are kept in a bucket; what of it is empty is left to the client of the S3 service. */
export interface S3Place {
  readonly bucket: string
  /** Before every name, with a slash at its end; empty where the bucket is ours alone. */
  readonly prefix: string
  /** Empty for AWS itself. */
  readonly endpoint: string
  readonly region: string
  /** `http://host/bucket/…` instead of `http://bucket.host/…`; servers without names of their own know only this. */
  readonly pathStyle: boolean
  /** Null: as AWS's own tools find them (environment, role of the machine). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
}

/** Reads `s3://bucket` or `s3://bucket/some/prefix`; null for what is neither. */
export function parseS3Url(text: string): Pick<S3Place, 'bucket' | 'prefix'> | null {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w-]+(?:\/[\w-]+)*))?\/?$/.exec(text)
  const bucket = found?.[1]
  if (bucket === undefined) return null
  return { bucket, prefix: found?.[2] === undefined ? '' : `${found[2]}/` }
}
