import * as v from 'valibot'

/** Branded identifiers: one cannot stand where another belongs. All are opaque strings on the wire. */

const uuid = v.pipe(v.string(), v.uuid())
/** Names given by people or derived from other ids: no blanks, no path characters, short. */
const slug = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/))

export const EntryId = v.pipe(uuid, v.brand('EntryId'))
export type EntryId = v.InferOutput<typeof EntryId>

export const PartId = v.pipe(uuid, v.brand('PartId'))
export type PartId = v.InferOutput<typeof PartId>

export const DeviceId = v.pipe(uuid, v.brand('DeviceId'))
export type DeviceId = v.InferOutput<typeof DeviceId>

export const PersonId = v.pipe(slug, v.brand('PersonId'))
export type PersonId = v.InferOutput<typeof PersonId>

/** A squad's id, or `bureau` for what every squad shares. */
export const ScopeId = v.pipe(slug, v.brand('ScopeId'))
export type ScopeId = v.InferOutput<typeof ScopeId>

/** What an entry is about. The prefix names the sort: `shift-…`, `case-…`, `sign-…`, `wind-…`. */
export const SubjectId = v.pipe(slug, v.regex(/^(shift|case|sign|wind)-/), v.brand('SubjectId'))
export type SubjectId = v.InferOutput<typeof SubjectId>

export const SchoolId = v.pipe(slug, v.brand('SchoolId'))
export type SchoolId = v.InferOutput<typeof SchoolId>

export const PostId = v.pipe(slug, v.brand('PostId'))
export type PostId = v.InferOutput<typeof PostId>

export const StreetId = v.pipe(slug, v.brand('StreetId'))
export type StreetId = v.InferOutput<typeof StreetId>

export const OutsideUnitId = v.pipe(slug, v.brand('OutsideUnitId'))
export type OutsideUnitId = v.InferOutput<typeof OutsideUnitId>

/** Lower-case hex of 32 bytes. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.brand('Sha256'))
export type Sha256 = v.InferOutput<typeof Sha256>

export const bureauScope = 'bureau' as ScopeId

/** A case that a report opens takes its id from that report, so that phone and server cannot both open one. */
export const caseIdOf = (reportedBy: EntryId): SubjectId => `case-${reportedBy}` as SubjectId
/** A sign that is found in the field takes its id from its registration. */
export const signIdOf = (registeredBy: EntryId): SubjectId => `sign-${registeredBy}` as SubjectId
/** A shift that starts without a roster (顶岗, 巡查) takes its id from the arrival that starts it. */
export const adHocShiftIdOf = (arrivedBy: EntryId): SubjectId => `shift-${arrivedBy}` as SubjectId
/** 大风预警 of a squad or of the bureau: what was warned of there, one after the other. */
export const windIdOf = (scope: ScopeId): SubjectId => `wind-${scope}` as SubjectId
