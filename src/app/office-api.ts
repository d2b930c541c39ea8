import type { OnReceived } from '../device/http/download.ts'
import type {
  AssignmentEdit,
  AttentionResponse,
  CaseDetailResponse,
  CaseListResponse,
  DeviceListResponse,
  DutyBoardResponse,
  RevokedAs,
  InboxResponse,
  SignDetailResponse,
  SignListResponse,
  SignMonthsResponse,
  SignPointsResponse,
  SignProgressResponse,
  SimilarCasesResponse,
} from '../protocol/office.ts'
import type {
  ComplainantResponse,
  ComplainantsRequest,
  ComplaintListResponse,
  SamePointResponse,
} from '../protocol/complaints.ts'
import type { ComplaintStage } from '../domain/complaint/fold-complaints.ts'
import type {
  OutsideUnitEdit,
  OutsideUnitListResponse,
  UnitLinkListResponse,
  UnitLinkRequest,
  UnitLinkResponse,
} from '../protocol/outside.ts'
import type { ComplainantSight } from '../domain/people/complainant-sight.ts'
import type { CategoryTable } from '../domain/casework/category.ts'
import type { StandardVersionsResponse } from '../protocol/standards.ts'
import type { DeskQueue } from '../domain/casework/desk-queue.ts'
import type { AuditChainResponse, AuditListResponse } from '../protocol/audit.ts'
import type { AssignmentDoc } from '../domain/journal/assignment.ts'
import type { DeviceId, EntryId, PersonId, ScopeId, SubjectId } from '../domain/ids.ts'

export interface CaseFilter {
  readonly state?: string
  readonly category?: string
  readonly school?: string
  readonly person?: string
  readonly from?: string
  readonly to?: string
  readonly queue?: DeskQueue
  readonly overdue?: 'yes'
  readonly supervised?: 'yes'
  readonly order?: 'actBy'
  readonly cursor?: string
  readonly limit?: number
}

export interface SignFilter {
  readonly grade?: string
  readonly type?: string
  readonly street?: string
  readonly overdue?: 'yes'
  readonly lowering?: 'asked'
  readonly cursor?: string
  readonly limit?: number
}

export interface ComplaintFilter {
  readonly stage: ComplaintStage
  readonly cursor?: string
  readonly limit?: number
}

export interface SamePointQuery {
  readonly scope: ScopeId
  readonly category: string
  readonly place: string
  /** Where it was pointed at on the map. */
  readonly lat?: number
  readonly lng?: number
}

/** The office's server queries. Each rejects with `ApiProblem` (code of the wire's catalogue) or `DeviceProblem` (no network). */
export interface OfficeApi {
  dutyBoard(date: string): Promise<DutyBoardResponse>
  cases(filter: CaseFilter): Promise<CaseListResponse>
  inbox(): Promise<InboxResponse>
  similarCases(caseId: SubjectId): Promise<SimilarCasesResponse['rows']>
  caseDetail(caseId: SubjectId): Promise<CaseDetailResponse>
  signs(filter: SignFilter): Promise<SignListResponse>
  sign(signId: SubjectId): Promise<SignDetailResponse>
  signPoints(filter: Omit<SignFilter, 'cursor' | 'limit'>): Promise<SignPointsResponse>
  signProgress(): Promise<SignProgressResponse>
  signMonths(): Promise<SignMonthsResponse>
  /** The ledger of what the filter shows. */
  signLedger(
    format: 'xlsx' | 'csv' | 'geojson',
    filter: Omit<SignFilter, 'cursor' | 'limit'>,
    onReceived: OnReceived,
  ): Promise<File>
  /** 问题台账 of what the filter shows. */
  caseLedger(
    format: 'xlsx' | 'csv',
    filter: Omit<CaseFilter, 'cursor' | 'limit'>,
    onReceived: OnReceived,
  ): Promise<File>
  /** 投诉台账 of what came in on the days from `from` to `to`, local dates; `clear` with the names of who complained. */
  complaintLedger(
    format: 'xlsx' | 'csv',
    period: { readonly from: string; readonly to: string; readonly people: ComplainantSight },
    onReceived: OnReceived,
  ): Promise<File>
  /** 护学岗台账 of the days from `from` to `to`, local dates. */
  dutyLedger(
    format: 'xlsx' | 'csv',
    period: { readonly from: string; readonly to: string },
    onReceived: OnReceived,
  ): Promise<File>
  attention(): Promise<AttentionResponse>
  assignments(collection: string): Promise<readonly AssignmentDoc[]>
  edit(edit: AssignmentEdit): Promise<AssignmentDoc | null>
  /** 历次版本 of the case standards, the newest first. */
  standardVersions(): Promise<StandardVersionsResponse['versions']>
  standardVersion(version: number): Promise<CategoryTable>
  /** All of them or none. */
  editAll(edits: readonly AssignmentEdit[]): Promise<void>
  /** Of one person, or all. */
  devices(person?: PersonId): Promise<DeviceListResponse['devices']>
  revokeDevice(device: DeviceId, as: RevokedAs): Promise<void>
  complaints(filter: ComplaintFilter): Promise<ComplaintListResponse>
  /** Cases of the same kind and place within a year. */
  samePoint(query: SamePointQuery): Promise<SamePointResponse['rows']>
  /** Which of these 工单号 are entered already. */
  knownComplaints(numbers: readonly string[]): Promise<readonly string[]>
  keepComplainants(complainants: ComplainantsRequest['complainants']): Promise<void>
  /** By name; the look is written down. */
  complainant(complaintId: EntryId): Promise<ComplainantResponse>
  /** 外单位, those that are not used any more too. */
  outsideUnits(): Promise<OutsideUnitListResponse['units']>
  saveOutsideUnit(edit: OutsideUnitEdit): Promise<void>
  unitLinks(caseId: SubjectId): Promise<UnitLinkListResponse['links']>
  issueUnitLink(request: UnitLinkRequest): Promise<UnitLinkResponse>
  revokeUnitLink(linkId: DeviceId): Promise<void>
  /** Who saw, took out, changed or erased what; the newest first, a page at a time. */
  audit(filter: {
    readonly act?: string
    readonly person?: string
    readonly from?: string
    readonly to?: string
    readonly before?: number
  }): Promise<AuditListResponse>
  /** Reads all of it again. */
  auditChain(): Promise<AuditChainResponse>
  /** Calls back whenever the server has news; losing every event loses nothing. Returns the end of it. */
  onNews(listener: () => void): () => void
}
