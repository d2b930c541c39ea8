import * as v from 'valibot'
import { PartId, Sha256, SubjectId } from '../../domain/ids.ts'
import { AuditChainResponse, AuditListResponse } from '../../protocol/audit.ts'
import { BaseMapArchive, BaseMapResponse, PublishBaseMapRequest } from '../../protocol/base-map.ts'
import {
  AssignmentBatch,
  AssignmentBatchResponse,
  AssignmentEdit,
  AssignmentEditResponse,
  AssignmentListResponse,
  AttentionResponse,
  CaseDetailResponse,
  CaseListResponse,
  DeviceListResponse,
  DutyBoardResponse,
  RevokeRequest,
  InboxResponse,
  SignDetailResponse,
  SignListResponse,
  SignPointsResponse,
  SignProgressResponse,
  SimilarCasesResponse,
} from '../../protocol/office.ts'
import {
  OutsideUnitEdit,
  OutsideUnitListResponse,
  UnitAnswerRequest,
  UnitAnswerResponse,
  UnitLinkListResponse,
  UnitLinkRequest,
  UnitLinkResponse,
  UnitLinkRevokeRequest,
  UnitSheetResponse,
} from '../../protocol/outside.ts'
import {
  ChunkResponse,
  CommitRequest,
  CommitResponse,
  HaveRequest,
  HaveResponse,
  partSizes,
} from '../../protocol/parts.ts'
import { RescueRequest, RescueResponse } from '../../protocol/rescue.ts'
import {
  AboutResponse,
  EndSessionRequest,
  ErasedReport,
  LoginRequest,
  OwnSessionsResponse,
  PasswordRequest,
  SessionResponse,
  SetupRequest,
} from '../../protocol/session.ts'
import { BlockRequest, BlockResponse, SyncRequest, SyncResponse } from '../../protocol/sync.ts'
import { AssignmentQuery } from '../routes/assignments.ts'
import { AuditQuery } from '../routes/audit.ts'
import { DeviceQuery } from '../routes/devices.ts'
import {
  CaseLedgerQuery,
  CaseListQuery,
  DutyLedgerQuery,
  DutyQuery,
  SignLedgerQuery,
  SignListQuery,
  SignPointsQuery,
} from '../routes/office-queries.ts'
import { UnitLinkQuery } from '../routes/outside-units.ts'

type ObjectSchema = v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> }

/** One call of the API as it is described to others. Routes check their input by the same schemas. */
export interface ApiCall {
  readonly method: 'get' | 'post' | 'put'
  /** With `{name}` for what varies. */
  readonly path: string
  readonly summary: string
  /** False where no session is needed. */
  readonly session: boolean
  readonly params?: Readonly<Record<string, v.GenericSchema>>
  readonly query?: ObjectSchema
  /** JSON, or bytes. */
  readonly body?: v.GenericSchema | 'bytes'
  /** JSON, bytes, or an event stream. */
  readonly answer: v.GenericSchema | 'bytes' | 'events'
}

const signedOut = v.object({ signedOut: v.literal(true) })
const done = v.object({ done: v.literal(true) })
const openApiDocument = v.looseObject({ openapi: v.string() })
const chunkIndex = v.pipe(v.string(), v.regex(/^\d+$/))

/** Every call of the API; a test holds this list against the routes that the server really has. */
export const apiCalls: readonly ApiCall[] = [
  {
    method: 'get',
    path: '/api/about',
    summary: 'What the sign-in screen needs',
    session: false,
    answer: AboutResponse,
  },
  {
    method: 'post',
    path: '/api/login',
    summary: 'Signs in on a device; the session is a cookie',
    session: false,
    body: LoginRequest,
    answer: SessionResponse,
  },
  { method: 'post', path: '/api/logout', summary: 'Ends the session', session: false, answer: signedOut },
  {
    method: 'post',
    path: '/api/devices/erased',
    summary: 'A revoked device says that it has erased everything; its session ends',
    session: true,
    body: ErasedReport,
    answer: done,
  },
  { method: 'get', path: '/api/session', summary: 'Who is signed in', session: true, answer: SessionResponse },
  {
    method: 'get',
    path: '/api/sessions',
    summary: 'Where the caller is signed in',
    session: true,
    answer: OwnSessionsResponse,
  },
  {
    method: 'post',
    path: '/api/sessions/end',
    summary: 'Ends one of the caller’s own sessions',
    session: true,
    body: EndSessionRequest,
    answer: done,
  },
  {
    method: 'post',
    path: '/api/password',
    summary: 'Changes one’s own password; the other sessions end',
    session: true,
    body: PasswordRequest,
    answer: done,
  },
  {
    method: 'post',
    path: '/api/setup',
    summary: 'The first administrator, by the one-time link',
    session: false,
    body: SetupRequest,
    answer: done,
  },
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
    method: 'post',
    path: '/api/office/base-map',
    summary: 'Makes a file that was put as a part the offline map',
    session: true,
    body: PublishBaseMapRequest,
    answer: BaseMapArchive,
  },
  {
    method: 'get',
    path: '/api/office/duty',
    summary: '值守 of one day',
    session: true,
    query: DutyQuery,
    answer: DutyBoardResponse,
  },
  {
    method: 'get',
    path: '/api/office/cases',
    summary: '台账, newest first, a page at a time',
    session: true,
    query: CaseListQuery,
    answer: CaseListResponse,
  },
  {
    method: 'get',
    path: '/api/office/inbox',
    summary: '待办: how many cases wait for the caller, by what they wait for',
    session: true,
    answer: InboxResponse,
  },
  {
    method: 'get',
    path: '/api/office/cases/{caseId}/similar',
    summary: 'What may be the same thing as this case',
    session: true,
    params: { caseId: SubjectId },
    answer: SimilarCasesResponse,
  },
  {
    method: 'get',
    path: '/api/office/cases/{caseId}',
    summary: 'One case with its whole history',
    session: true,
    params: { caseId: SubjectId },
    answer: CaseDetailResponse,
  },
  {
    method: 'get',
    path: '/api/office/signs',
    summary: '招牌, worst first, a page at a time',
    session: true,
    query: SignListQuery,
    answer: SignListResponse,
  },
  {
    method: 'get',
    path: '/api/office/sign-points',
    summary: '招牌 on the map, by the filter of the register',
    session: true,
    query: SignPointsQuery,
    answer: SignPointsResponse,
  },
  {
    method: 'get',
    path: '/api/office/signs/{signId}',
    summary: 'One sign with its whole history and its cases',
    session: true,
    params: { signId: SubjectId },
    answer: SignDetailResponse,
  },
  {
    method: 'get',
    path: '/api/office/sign-progress',
    summary: 'How far the survey of each street is, and how many signs have which grade',
    session: true,
    answer: SignProgressResponse,
  },
  {
    method: 'get',
    path: '/api/office/sign-ledger',
    summary: '户外广告招牌隐患台账 as a file: Excel with pictures, CSV, or GeoJSON (WGS-84)',
    session: true,
    query: SignLedgerQuery,
    answer: 'bytes',
  },
  {
    method: 'get',
    path: '/api/office/case-ledger',
    summary: '问题台账 as a file: Excel with pictures, or CSV',
    session: true,
    query: CaseLedgerQuery,
    answer: 'bytes',
  },
  {
    method: 'get',
    path: '/api/office/duty-ledger',
    summary: '护学岗台账 of some days as a file: Excel, or CSV',
    session: true,
    query: DutyLedgerQuery,
    answer: 'bytes',
  },
  {
    method: 'get',
    path: '/api/office/attention',
    summary: 'What was received and has no effect',
    session: true,
    answer: AttentionResponse,
  },
  {
    method: 'get',
    path: '/api/office/assignments',
    summary: 'One collection of what the office gives to phones',
    session: true,
    query: AssignmentQuery,
    answer: AssignmentListResponse,
  },
  {
    method: 'post',
    path: '/api/office/assignments',
    summary: 'One edit of it, from a named revision',
    session: true,
    body: AssignmentEdit,
    answer: AssignmentEditResponse,
  },
  {
    method: 'post',
    path: '/api/office/assignments/batch',
    summary: 'All of these edits of documents, or none',
    session: true,
    body: AssignmentBatch,
    answer: AssignmentBatchResponse,
  },
  {
    method: 'post',
    path: '/api/office/devices/revoke',
    summary: 'Ends a device for good',
    session: true,
    body: RevokeRequest,
    answer: done,
  },
  {
    method: 'get',
    path: '/api/office/devices',
    summary: 'The devices that a person signed in on',
    session: true,
    query: DeviceQuery,
    answer: DeviceListResponse,
  },
  {
    method: 'get',
    path: '/api/office/audit',
    summary: 'Who saw, took out, changed or erased what; the newest first, a page at a time',
    session: true,
    query: AuditQuery,
    answer: AuditListResponse,
  },
  {
    method: 'get',
    path: '/api/office/audit/chain',
    summary: 'Whether every line of the audit is as it was written',
    session: true,
    answer: AuditChainResponse,
  },
  {
    method: 'post',
    path: '/api/office/rescue',
    summary: 'Takes in records from a file, as if their author had pushed them',
    session: true,
    body: RescueRequest,
    answer: RescueResponse,
  },
  {
    method: 'get',
    path: '/api/office/units',
    summary: 'The register of units without accounts',
    session: true,
    answer: OutsideUnitListResponse,
  },
  {
    method: 'post',
    path: '/api/office/units',
    summary: 'Saves a unit without an account',
    session: true,
    body: OutsideUnitEdit,
    answer: done,
  },
  {
    method: 'get',
    path: '/api/office/unit-links',
    summary: 'The links that were given out for a case',
    session: true,
    query: UnitLinkQuery,
    answer: UnitLinkListResponse,
  },
  {
    method: 'post',
    path: '/api/office/unit-links',
    summary: 'A link for the unit that has the case; its token is told this once',
    session: true,
    body: UnitLinkRequest,
    answer: UnitLinkResponse,
  },
  {
    method: 'post',
    path: '/api/office/unit-links/revoke',
    summary: 'Ends a link for good',
    session: true,
    body: UnitLinkRevokeRequest,
    answer: done,
  },
  {
    method: 'get',
    path: '/api/unit-link',
    summary: 'The sheet of a link; header authorization: Bearer',
    session: false,
    answer: UnitSheetResponse,
  },
  {
    method: 'get',
    path: '/api/unit-link/photos/{partId}',
    summary: 'A picture of the sheet, as a display copy',
    session: false,
    params: { partId: PartId },
    answer: 'bytes',
  },
  {
    method: 'put',
    path: '/api/unit-link/parts/{sha256}/{index}',
    summary: 'One chunk of a picture of the answer; header content-digest',
    session: false,
    params: { sha256: Sha256, index: chunkIndex },
    query: v.object({ size: v.pipe(v.string(), v.regex(/^\d+$/)) }),
    body: 'bytes',
    answer: ChunkResponse,
  },
  {
    method: 'post',
    path: '/api/unit-link/parts/{sha256}/commit',
    summary: 'Joins the chunks of a picture',
    session: false,
    params: { sha256: Sha256 },
    body: CommitRequest,
    answer: CommitResponse,
  },
  {
    method: 'post',
    path: '/api/unit-link/answers',
    summary: 'What the unit has done; a repetition of its id changes nothing',
    session: false,
    body: UnitAnswerRequest,
    answer: UnitAnswerResponse,
  },
  {
    method: 'get',
    path: '/api/live',
    summary: 'Server-sent events: which scopes have news',
    session: true,
    answer: 'events',
  },
  { method: 'get', path: '/api/openapi.json', summary: 'This document', session: false, answer: openApiDocument },
]
