import * as v from 'valibot'
import { PartId, ScopeId, Sha256 } from '../../domain/ids.ts'
import { EntryEnvelope } from '../../domain/journal/entry.ts'
import { BlockResponse, Delta, EntryResult, SyncResponse } from '../../protocol/sync.ts'

/**
 * The wire's answer as a phone reads it: strict in what it stands on, open in every list that will grow.
 *
 * A server is updated days before the last phone. Its new roles, codes, collections, subjects and kinds of parts must be
 * kept unread here: a phone that turned such an answer away could not even push.
 */

const PulledPart = v.looseObject({ kind: v.string(), partId: PartId, sha256: Sha256, sizeBytes: v.number() })
export type PulledPart = v.InferOutput<typeof PulledPart>

const PulledEntry = v.looseObject({
  entry: v.looseObject({
    ...EntryEnvelope.entries,
    kind: v.string(),
    subjects: v.array(v.string()),
    after: v.array(v.string()),
    parts: v.array(PulledPart),
  }),
  stamp: v.looseObject({ rev: v.number(), receivedAt: v.string(), authorRole: v.string() }),
  feedRev: v.optional(v.number()),
  receipt: v.optional(v.string()),
})
export type PulledEntry = v.InferOutput<typeof PulledEntry>

const PulledDocument = v.looseObject({
  collection: v.string(),
  id: v.string(),
  scope: ScopeId,
  rev: v.number(),
  data: v.record(v.string(), v.unknown()),
})
export type PulledDocument = v.InferOutput<typeof PulledDocument>

const PulledDelta = v.looseObject({
  ...Delta.entries,
  entries: v.array(PulledEntry),
  earlier: v.optional(v.array(PulledEntry)),
  assignments: v.array(PulledDocument),
  gone: v.array(v.looseObject({ collection: v.string(), id: v.string(), rev: v.number() })),
})
export type PulledDelta = v.InferOutput<typeof PulledDelta>

const PushResult = v.looseObject({ ...EntryResult.entries, code: v.optional(v.string()) })
export type PushResult = v.InferOutput<typeof PushResult>

export const SyncAnswer = v.looseObject({
  ...SyncResponse.entries,
  results: v.array(PushResult),
  members: v.array(v.looseObject({ scope: ScopeId, role: v.string() })),
  deltas: v.array(PulledDelta),
})
export type SyncAnswer = v.InferOutput<typeof SyncAnswer>

export const BlockAnswer = v.looseObject({
  ...BlockResponse.entries,
  entries: v.array(PulledEntry),
  earlier: v.array(PulledEntry),
  assignments: v.array(PulledDocument),
})
export type BlockAnswer = v.InferOutput<typeof BlockAnswer>
