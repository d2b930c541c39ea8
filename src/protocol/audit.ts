import * as v from 'valibot'

/** What is written down: who saw, took out, changed or erased something, and who came in. Never re-used, only added to. */
export const auditActs = [
  'session.opened',
  'session.ended',
  'password.changed',
  'bureau.setUp',
  'document.saved',
  'document.removed',
  'device.revoked',
  'device.erased',
  'map.published',
  'case.seen',
  'sign.seen',
  'original.seen',
  'position.seen',
  'audit.seen',
  'ledger.exported',
  'records.imported',
  'parts.erased',
  'parts.lost',
  'complainant.seen',
  'complainant.listed',
  'complainants.forgotten',
  'unitLink.issued',
  'unitLink.revoked',
  'unitLink.opened',
  'unitLink.answered',
  'calendar.issued',
  'calendar.ended',
  'picture.verified',
  'copy.made',
  'dossier.printed',
] as const
export type AuditAct = (typeof auditActs)[number]

export const AuditLine = v.looseObject({
  seq: v.number(),
  at: v.string(),
  /** `system` for what the server did by itself. */
  actor: v.string(),
  actorName: v.nullable(v.string()),
  /** As it was then. */
  role: v.string(),
  /** One of `auditActs`, or a newer server's. */
  act: v.string(),
  /** What it was about, by id: a case, a device, `people/p-1001`, a ledger. */
  target: v.string(),
  /** Whom it concerns, where that is a person. */
  aboutName: v.nullable(v.string()),
  details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
})
export type AuditLine = v.InferOutput<typeof AuditLine>

/** GET /api/office/audit?act=&person=&from=&to=&before=: the newest first; `next` is the `before` of the next page. */
export const AuditListResponse = v.looseObject({ lines: v.array(AuditLine), next: v.nullable(v.number()) })
export type AuditListResponse = v.InferOutput<typeof AuditListResponse>

/** GET /api/office/audit/chain: every line read again and hashed. `hash` is that of the last one, to be kept elsewhere. */
export const AuditChainResponse = v.variant('state', [
  v.looseObject({ state: v.literal('whole'), lines: v.number(), hash: v.string() }),
  v.looseObject({ state: v.literal('broken'), atSeq: v.number() }),
])
export type AuditChainResponse = v.InferOutput<typeof AuditChainResponse>
