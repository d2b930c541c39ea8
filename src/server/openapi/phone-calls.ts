import * as v from 'valibot'
import { PartId, Sha256 } from '../../domain/ids.ts'
import { BaseMapResponse } from '../../protocol/base-map.ts'
import {
  ChunkResponse,
  CommitRequest,
  CommitResponse,
  HaveRequest,
  HaveResponse,
  partSizes,
} from '../../protocol/parts.ts'
import { BlockRequest, BlockResponse, SyncRequest, SyncResponse } from '../../protocol/sync.ts'
import { chunkIndex, type ApiCall } from './api-call.ts'

/** Calls that phones live on: records, their parts, the offline map, and what is new. */
export const phoneCalls: readonly ApiCall[] = [
  {
    method: 'post',
    path: '/api/sync',
    summary: 'Pushes entries, then pulls feeds, in one round trip',
    session: true,
    body: SyncRequest,
    answer: SyncResponse,
  },
  {
    method: 'post',
    path: '/api/sync/block',
    summary: 'One block of a feed again, for a device that does not hold what the digest says',
    session: true,
    body: BlockRequest,
    answer: BlockResponse,
  },
  {
    method: 'post',
    path: '/api/parts/have',
    summary: 'Which parts are stored, begun or missing',
    session: true,
    body: HaveRequest,
    answer: HaveResponse,
  },
  {
    method: 'put',
    path: '/api/parts/{sha256}/{index}',
    summary: 'One chunk of a part, in any order, any number of times; header content-digest',
    session: true,
    params: { sha256: Sha256, index: chunkIndex },
    query: v.object({ size: v.pipe(v.string(), v.regex(/^\d+$/)) }),
    body: 'bytes',
    answer: ChunkResponse,
  },
  {
    method: 'post',
    path: '/api/parts/{sha256}/commit',
    summary: 'Joins the chunks; stored is said only when it is',
    session: true,
    params: { sha256: Sha256 },
    body: CommitRequest,
    answer: CommitResponse,
  },
  {
    method: 'get',
    path: '/api/parts/{partId}',
    summary: 'A part in one of its sizes',
    session: true,
    params: { partId: PartId },
    query: v.object({ size: v.optional(v.picklist(partSizes)) }),
    answer: 'bytes',
  },
  {
    method: 'get',
    path: '/api/base-map',
    summary: 'Which offline map the bureau has, and its online one',
    session: true,
    answer: BaseMapResponse,
  },
  {
    method: 'get',
    path: '/api/base-map/{sha256}',
    summary: 'Bytes of the offline map; header range',
    session: true,
    params: { sha256: Sha256 },
    answer: 'bytes',
  },
  {
    method: 'get',
    path: '/api/live',
    summary: 'Server-sent events: which scopes have news',
    session: true,
    answer: 'events',
  },
]
