import * as v from 'valibot'

/**
 * A moment on the wire: ISO 8601 with a time zone that every engine reads (`Z` or `±hh:mm`).
 *
 * Narrower than `isoTimestamp`, which lets `+08` pass: Date.parse says NaN to it, and a fold would sort by nothing.
 */
export const Instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/),
)
