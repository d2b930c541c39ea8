import * as v from 'valibot'
import { DeviceId, PersonId, ScopeId } from '../domain/ids.ts'
import { Role } from '../domain/people/role.ts'

/** POST /api/login */
export const LoginRequest = v.looseObject({
  number: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  device: DeviceId,
})
export type LoginRequest = v.InferOutput<typeof LoginRequest>

/** Answer of POST /api/login and GET /api/session: who is signed in. The secret is an HttpOnly cookie. */
export const SessionResponse = v.looseObject({
  personId: PersonId,
  number: v.string(),
  name: v.string(),
  role: Role,
  members: v.array(v.looseObject({ scope: ScopeId, role: Role })),
  epoch: v.string(),
  now: v.string(),
  timeZone: v.string(),
  /** The labelled sample bureau (示例区). */
  sample: v.boolean(),
})
export type SessionResponse = v.InferOutput<typeof SessionResponse>

/** GET /api/about, without a session: what the sign-in screen needs. */
export const AboutResponse = v.looseObject({
  sample: v.boolean(),
  /** No person exists yet: the one-time set-up link is needed. */
  empty: v.boolean(),
  timeZone: v.string(),
  now: v.string(),
  /** What the button for the bureau's OpenID provider says; null, or missing, where there is none. */
  provider: v.optional(v.nullable(v.string())),
})
export type AboutResponse = v.InferOutput<typeof AboutResponse>

/** The page of the app that an OpenID provider sends people back to. */
export const providerReturnPath = '/login/provider'

/** POST /api/login/provider/begin: where the browser goes to be asked who it is. */
export const ProviderQuestion = v.looseObject({ url: v.string() })
export type ProviderQuestion = v.InferOutput<typeof ProviderQuestion>

/** POST /api/login/provider: whose device this is shows only afterwards, so all that this browser has come along. */
export const ProviderLoginRequest = v.looseObject({
  /** What follows the path where the provider sent the browser back to, from its `?` on. */
  search: v.pipe(v.string(), v.regex(/^\?/), v.maxLength(8_000)),
  /** By number. */
  devices: v.pipe(v.record(v.pipe(v.string(), v.maxLength(40)), DeviceId), v.maxEntries(200)),
  /** For whoever has not signed in here before. */
  newDevice: DeviceId,
})
export type ProviderLoginRequest = v.InferOutput<typeof ProviderLoginRequest>

/** Answer of POST /api/login/provider. */
export const ProviderSessionResponse = v.looseObject({ ...SessionResponse.entries, device: DeviceId })
export type ProviderSessionResponse = v.InferOutput<typeof ProviderSessionResponse>

/** POST /api/setup: the first administrator, by the one-time link. */
export const SetupRequest = v.looseObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  bureauName: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  number: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{3,20}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  password: v.pipe(v.string(), v.minLength(8), v.maxLength(200)),
})
export type SetupRequest = v.InferOutput<typeof SetupRequest>

/** GET /api/sessions: where the person is signed in, the one that spoke last first. */
export const OwnSessionsResponse = v.looseObject({
  sessions: v.array(
    v.looseObject({
      device: DeviceId,
      startedAt: v.string(),
      lastSeenAt: v.string(),
      /** Build of the app there; '' before its first sync. */
      app: v.string(),
      /** The one of this call. */
      here: v.boolean(),
    }),
  ),
})
export type OwnSessionsResponse = v.InferOutput<typeof OwnSessionsResponse>

/** POST /api/sessions/end */
export const EndSessionRequest = v.looseObject({ device: DeviceId })
export type EndSessionRequest = v.InferOutput<typeof EndSessionRequest>

/** POST /api/password: one's own. */
export const PasswordRequest = v.looseObject({
  current: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  next: v.pipe(v.string(), v.maxLength(200)),
})
export type PasswordRequest = v.InferOutput<typeof PasswordRequest>

/** GET /api/own-calendar: whether there is a subscription; null where there is none, or nobody has read it. */
export const OwnCalendarState = v.looseObject({ madeAt: v.nullable(v.string()), lastReadAt: v.nullable(v.string()) })
export type OwnCalendarState = v.InferOutput<typeof OwnCalendarState>

/** POST /api/own-calendar: `path` holds the secret and is told this once; the server keeps its hash only. */
export const OwnCalendarLink = v.looseObject({ path: v.string(), madeAt: v.string() })
export type OwnCalendarLink = v.InferOutput<typeof OwnCalendarLink>

/** What a revoked device is to do, in `params.erase` of `device/revoked`. */
export const erasures = ['afterUpload', 'atOnce'] as const
export type Erasure = (typeof erasures)[number]

/** POST /api/devices/erased: nothing of ours is left on the device of this session, which ends. */
export const ErasedReport = v.looseObject({
  /** Other people of this phone whose unsent work stays for them. */
  keptPeople: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
})
export type ErasedReport = v.InferOutput<typeof ErasedReport>

/** Every failure of every route. `message` is for developers; people are told by the code. */
export const ProblemResponse = v.looseObject({
  code: v.string(),
  message: v.string(),
  params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  retryAfterMs: v.optional(v.number()),
})
export type ProblemResponse = v.InferOutput<typeof ProblemResponse>
