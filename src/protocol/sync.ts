import * as v from 'valibot'
import { Instant } from '../domain/instant.ts'
import { AssignmentDoc, collections } from '../domain/journal/assignment.ts'
import { EntryEnvelope } from '../domain/journal/entry.ts'
import { DeviceId, EntryId, PartId, ScopeId, Sha256 } from '../domain/ids.ts'
import { Role } from '../domain/people/role.ts'
import { entryCodes } from './codes.ts'
import { wireLimits } from './limits.ts'

/** Made by the server, kept and sent back unread. It holds an id: 120 signs of three bytes are 600 in base64. */
const Cursor = v.pipe(v.string(), v.maxLength(1_000))

export const SmallPart = v.looseObject({
  partId: PartId,
  sha256: Sha256,
  base64: v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil((wireLimits.smallPartBytes * 4) / 3) + 4)),
})
export type SmallPart = v.InferOutput<typeof SmallPart>

export const WireStamp = v.looseObject({ rev: v.number(), receivedAt: Instant, authorRole: Role })

/** Made by the server, kept and sent back unread. At most eight scopes with a revision and a run of 24 signs each. */
const PushMark = v.pipe(v.string(), v.maxLength(4_000))

/** Made by the server for each entry that it gives; kept and sent back unread. */
const Receipt = v.pipe(v.string(), v.maxLength(100))

/** An entry of an earlier timeline as a device was given it, whoever wrote it. */
export const Witnessed = v.looseObject({
  entry: v.unknown(),
  stamp: WireStamp,
  /** The scope whose feed brought it. */
  feed: ScopeId,
  receipt: Receipt,
})
export type Witnessed = v.InferOutput<typeof Witnessed>

/** What a phone tells of itself with each call; no position, no answer, no name. */
export const DeviceReport = v.looseObject({
  unsentEntries: v.number(),
  unsentParts: v.number(),
  oldestUnsentAt: v.nullable(Instant),
  storage: v.picklist(['persisted', 'bestEffort', 'unknown']),
  freeBytes: v.nullable(v.number()),
  /** The sentinel changed: the browser threw the database away. */
  sentinelLost: v.boolean(),
  /** Records of other people on the same phone that wait for them to sign in. */
  othersUnsent: v.optional(v.number()),
  /** Blocks of feeds that this device did not hold as the digest says, and of these the ones that fetching again did not heal. */
  unequalBlocks: v.optional(v.number()),
  unhealedBlocks: v.optional(v.number()),
})
export type DeviceReport = v.InferOutput<typeof DeviceReport>

export const SyncRequest = v.looseObject({
  /** Build of the app, for people to read. */
  app: v.pipe(v.string(), v.maxLength(60)),
  schema: v.pipe(v.number(), v.integer()),
  device: DeviceId,
  /** The epoch the cursors belong to; null on the first call. */
  epoch: v.nullable(v.pipe(v.string(), v.maxLength(60))),
  /** Echoed in the answer, so that an answer from elsewhere or from before is not taken for ours. */
  nonce: v.pipe(v.string(), v.minLength(8), v.maxLength(60)),
  clock: v.looseObject({ at: Instant, monoMs: v.number(), bootId: v.pipe(v.string(), v.maxLength(64)) }),
  /** Each is checked on its own: one that cannot be read is quarantined and holds up no other. */
  entries: v.pipe(v.array(v.unknown()), v.maxLength(wireLimits.entriesPerPush)),
  smallParts: v.pipe(v.array(SmallPart), v.maxLength(wireLimits.entriesPerPush)),
  /** `Witnessed`, each checked on its own: what the server may have lost with an older database; taken in before `entries`. */
  witnessed: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(wireLimits.entriesPerPush))),
  /** Of each scope whose records the device keeps for a backup though no feed shows them, the newest: `durable` speaks of it too. */
  keeping: v.optional(v.pipe(v.array(EntryId), v.maxLength(wireLimits.keptScopes))),
  cursors: v.record(ScopeId, v.nullable(Cursor)),
  /** As the last answer had it: proves what was accepted from this device. */
  pushedUpTo: v.optional(PushMark),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(wireLimits.rowsPerPull)),
  report: v.optional(DeviceReport),
  /** True: the answer brings the digests of the feeds. */
  digests: v.optional(v.boolean()),
  /** True: takes what is pushed and gives nothing; the only sync that a device may make that is to erase itself after it. */
  lastUpload: v.optional(v.boolean()),
})
export type SyncRequest = v.InferOutput<typeof SyncRequest>

/** One per pushed entry, in the order of the push. */
export const EntryResult = v.looseObject({
  /** The entry's id, or null where it had none to read. */
  id: v.nullable(EntryId),
  status: v.picklist(['accepted', 'refused', 'quarantined']),
  /** Of the home scope; only when accepted. */
  rev: v.optional(v.number()),
  code: v.optional(v.picklist(entryCodes)),
  params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
})
export type EntryResult = v.InferOutput<typeof EntryResult>

/** A number below 2^52, as src/protocol/feed-digest.ts makes it. */
const DigestSum = v.pipe(v.number(), v.integer(), v.minValue(0))
const BlockSum = v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), DigestSum])

/** An entry with its stamp. `stamp.rev` is the home scope's; `feedRev` this feed's, where that is another one. */
export const FeedEntry = v.looseObject({
  entry: EntryEnvelope,
  stamp: WireStamp,
  feedRev: v.optional(v.number()),
  /** By which the server knows on a later timeline that it has accepted this entry. */
  receipt: v.optional(Receipt),
})
export type FeedEntry = v.InferOutput<typeof FeedEntry>

export const Delta = v.looseObject({
  scope: ScopeId,
  to: Cursor,
  /** False: more pages of this scope wait behind `to`. */
  complete: v.boolean(),
  /** True: the client's cursor was not of this epoch; what follows starts from nothing. Unsent work is not touched. */
  reset: v.optional(v.boolean()),
  entries: v.array(FeedEntry),
  /** Rows before this page that earlier pages may have left out: subjects are given whole. */
  earlier: v.optional(v.array(FeedEntry)),
  /** Subjects whose grant to this scope has ended: rows of theirs up to `rev` go, unless another feed shows them. */
  ended: v.optional(v.array(v.looseObject({ subject: v.string(), rev: v.number() }))),
  /** Parts whose bytes were erased: the device erases its own, and owes them no more. */
  erased: v.optional(v.array(v.looseObject({ partId: PartId }))),
  /** Per block the sum over the rows of this page that were left out by rule. */
  leftOut: v.optional(v.array(BlockSum)),
  assignments: v.array(AssignmentDoc),
  gone: v.array(v.looseObject({ collection: v.picklist(collections), id: v.string(), rev: v.number() })),
})
export type Delta = v.InferOutput<typeof Delta>

export const SyncResponse = v.looseObject({
  now: Instant,
  epoch: v.string(),
  nonce: v.string(),
  results: v.array(EntryResult),
  /** Scopes of the signed-in person as of this call; a scope missing here is lost: its rows go, unsent work stays. */
  members: v.array(v.looseObject({ scope: ScopeId, role: Role })),
  deltas: v.array(Delta),
  more: v.boolean(),
  /** Left out where nothing was ever accepted from this device on this timeline. */
  pushedUpTo: v.optional(PushMark),
  /** On request: the digest of each feed in the snapshot that the deltas come from. */
  digests: v.optional(v.array(v.looseObject({ scope: ScopeId, blocks: v.array(BlockSum) }))),
  /** Per scope the revision that the last backup covers; with no backup configured, the committed one. */
  durable: v.record(ScopeId, v.number()),
  /** What was stored by this moment the last verified backup holds, photos too (null: none yet). Left out where none is configured. */
  backup: v.optional(v.looseObject({ coversUntil: v.nullable(Instant) })),
})
export type SyncResponse = v.InferOutput<typeof SyncResponse>

/** POST /api/sync/block: one block of a feed again, a page at a time, as far as the device has read. */
export const BlockRequest = v.looseObject({
  scope: ScopeId,
  block: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The device's cursor of this feed. */
  upTo: Cursor,
  /** The `to` of the page before; null for the first. */
  after: v.nullable(Cursor),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(wireLimits.rowsPerPull)),
})
export type BlockRequest = v.InferOutput<typeof BlockRequest>

export const BlockResponse = v.looseObject({
  /** Null: this was the last page. */
  to: v.nullable(Cursor),
  entries: v.array(FeedEntry),
  /** The rest of subjects that devices may have been spared: whole subjects, here too. */
  earlier: v.array(FeedEntry),
  assignments: v.array(AssignmentDoc),
  /** The sum over the rows of this page that the caller may not see. */
  leftOut: v.array(BlockSum),
})
export type BlockResponse = v.InferOutput<typeof BlockResponse>
