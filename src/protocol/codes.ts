/**
 * The closed catalogue of failures on the wire. Codes are never re-used; texts for people come from the code.
 *
 * `retry`: `later` the same call may succeed by itself; `never` it needs a person or another call; `login` after signing in.
 */
export const problemCodes = {
  'request/malformed': { status: 400, retry: 'never' },
  'request/too-large': { status: 413, retry: 'never' },
  'request/not-found': { status: 404, retry: 'never' },
  'request/origin': { status: 403, retry: 'never' },
  'request/too-many': { status: 429, retry: 'later' },
  'session/missing': { status: 401, retry: 'login' },
  'session/wrong-person': { status: 403, retry: 'login' },
  'login/refused': { status: 401, retry: 'never' },
  'login/throttled': { status: 429, retry: 'later' },
  'login/cancelled': { status: 401, retry: 'never' },
  'login/no-account': { status: 403, retry: 'never' },
  'login/provider-refused': { status: 401, retry: 'never' },
  'login/provider-unavailable': { status: 503, retry: 'later' },
  'setup/closed': { status: 409, retry: 'never' },
  'password/weak': { status: 422, retry: 'never' },
  'access/denied': { status: 403, retry: 'never' },
  'device/revoked': { status: 403, retry: 'never' },
  'assignment/stale': { status: 409, retry: 'never' },
  'assignment/invalid': { status: 422, retry: 'never' },
  'part/digest-mismatch': { status: 422, retry: 'later' },
  'part/size-mismatch': { status: 422, retry: 'never' },
  'part/too-large': { status: 413, retry: 'never' },
  'part/erased': { status: 410, retry: 'never' },
  'part/not-arrived': { status: 404, retry: 'later' },
  'link/ended': { status: 410, retry: 'never' },
  'map/not-an-archive': { status: 422, retry: 'never' },
  'map/truncated': { status: 422, retry: 'never' },
  'map/unsupported': { status: 422, retry: 'never' },
  'store/full': { status: 507, retry: 'later' },
  'store/unavailable': { status: 503, retry: 'later' },
  'server/failed': { status: 500, retry: 'later' },
} as const satisfies Record<string, { status: number; retry: 'later' | 'never' | 'login' }>

export type ProblemCode = keyof typeof problemCodes

/** Why an entry was received but has no effect (refused) or could not be understood (quarantined). Kept for ever. */
export const entryCodes = [
  'entry/malformed',
  'entry/kind-unknown',
  'entry/version-unknown',
  'entry/data-invalid',
  'entry/id-reused',
  'entry/author-mismatch',
  'entry/device-mismatch',
  'entry/scope-not-member',
  'entry/scope-changed',
  'entry/role-not-permitted',
  'entry/disposition-not-permitted',
  'entry/target-not-yours',
  'entry/too-late',
  'entry/grant-target',
  'entry/hazard-open',
  'entry/certificate-invalid',
] as const
export type EntryCode = (typeof entryCodes)[number]
