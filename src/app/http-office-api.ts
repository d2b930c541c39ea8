import * as v from 'valibot'
import type { Download } from '../device/http/download.ts'
import type { HttpClient } from '../device/http/http-client.ts'
import {
  AssignmentBatchResponse,
  AssignmentEditResponse,
  AssignmentListResponse,
  AttentionResponse,
  CaseDetailResponse,
  CaseListResponse,
  DeviceListResponse,
  DutyBoardResponse,
  InboxResponse,
  SignDetailResponse,
  SignListResponse,
  SignMonthsResponse,
  SignPointsResponse,
  SignProgressResponse,
  SimilarCasesResponse,
} from '../protocol/office.ts'
import {
  ComplainantResponse,
  ComplaintListResponse,
  KnownNumbersResponse,
  SamePointResponse,
} from '../protocol/complaints.ts'
import { OutsideUnitListResponse, UnitLinkListResponse, UnitLinkResponse } from '../protocol/outside.ts'
import { StandardVersionResponse, StandardVersionsResponse } from '../protocol/standards.ts'
import { AuditChainResponse, AuditListResponse } from '../protocol/audit.ts'
import type { OfficeApi } from './office-api.ts'
import type { OfficeNews } from './office-news.ts'

/** A million lines are hashed in some 20 s. */
const chainTimeoutMs = 120_000
/** Every 台账 says how far it is while it comes. */
const progress = 'yes'
const doneAnswer = v.looseObject({ done: v.boolean() })

const query = (params: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

/** The office's queries over HTTP. */
export function createHttpOfficeApi(http: HttpClient, download: Download, onNews: OfficeNews): OfficeApi {
  return {
    dutyBoard: (date) => http.call('GET', `/api/office/duty${query({ date })}`, DutyBoardResponse),
    cases: (filter) => http.call('GET', `/api/office/cases${query({ ...filter })}`, CaseListResponse),
    inbox: () => http.call('GET', '/api/office/inbox', InboxResponse),
    similarCases: async (caseId) => {
      const path = `/api/office/cases/${encodeURIComponent(caseId)}/similar`
      return (await http.call('GET', path, SimilarCasesResponse)).rows
    },
    caseDetail: (caseId) => http.call('GET', `/api/office/cases/${encodeURIComponent(caseId)}`, CaseDetailResponse),
    signs: (filter) => http.call('GET', `/api/office/signs${query({ ...filter })}`, SignListResponse),
    sign: (signId) => http.call('GET', `/api/office/signs/${encodeURIComponent(signId)}`, SignDetailResponse),
    signPoints: (filter) => http.call('GET', `/api/office/sign-points${query({ ...filter })}`, SignPointsResponse),
    signMonths: () => http.call('GET', '/api/office/sign-months', SignMonthsResponse),
    signProgress: () => http.call('GET', '/api/office/sign-progress', SignProgressResponse),
    signLedger: (format, filter, onReceived) =>
      download(`/api/office/sign-ledger${query({ format, progress, ...filter })}`, onReceived),
    caseLedger: (format, filter, onReceived) =>
      download(`/api/office/case-ledger${query({ format, progress, ...filter })}`, onReceived),
    complaintLedger: (format, period, onReceived) =>
      download(`/api/office/complaint-ledger${query({ format, progress, ...period })}`, onReceived),
    dutyLedger: (format, period, onReceived) =>
      download(`/api/office/duty-ledger${query({ format, progress, ...period })}`, onReceived),
    attention: () => http.call('GET', '/api/office/attention', AttentionResponse),
    assignments: async (collection) => {
      const path = `/api/office/assignments${query({ collection })}`
      return (await http.call('GET', path, AssignmentListResponse)).documents
    },
    edit: async (edit) =>
      (await http.call('POST', '/api/office/assignments', AssignmentEditResponse, { body: edit })).document,
    standardVersions: async () => (await http.call('GET', '/api/office/standards', StandardVersionsResponse)).versions,
    standardVersion: async (version) =>
      (await http.call('GET', `/api/office/standards/${version}`, StandardVersionResponse)).table,
    editAll: async (edits) => {
      await http.call('POST', '/api/office/assignments/batch', AssignmentBatchResponse, { body: { edits } })
    },
    devices: async (person) =>
      (await http.call('GET', `/api/office/devices${query({ person })}`, DeviceListResponse)).devices,
    revokeDevice: async (device, as) => {
      await http.call('POST', '/api/office/devices/revoke', doneAnswer, { body: { device, as } })
    },
    complaints: (filter) => http.call('GET', `/api/office/complaints${query({ ...filter })}`, ComplaintListResponse),
    samePoint: async (asked) =>
      (await http.call('GET', `/api/office/complaints/same-point${query({ ...asked })}`, SamePointResponse)).rows,
    knownComplaints: async (numbers) =>
      (await http.call('POST', '/api/office/complaints/known', KnownNumbersResponse, { body: { numbers } })).known,
    keepComplainants: async (complainants) => {
      await http.call('POST', '/api/office/complainants', doneAnswer, { body: { complainants } })
    },
    complainant: (complaintId) =>
      http.call('GET', `/api/office/complaints/${complaintId}/complainant`, ComplainantResponse),
    outsideUnits: async () => (await http.call('GET', '/api/office/units', OutsideUnitListResponse)).units,
    saveOutsideUnit: async (edit) => {
      await http.call('POST', '/api/office/units', doneAnswer, { body: edit })
    },
    unitLinks: async (caseId) =>
      (await http.call('GET', `/api/office/unit-links${query({ case: caseId })}`, UnitLinkListResponse)).links,
    issueUnitLink: (request) => http.call('POST', '/api/office/unit-links', UnitLinkResponse, { body: request }),
    revokeUnitLink: async (linkId) => {
      await http.call('POST', '/api/office/unit-links/revoke', doneAnswer, { body: { linkId } })
    },
    audit: (filter) => http.call('GET', `/api/office/audit${query({ ...filter })}`, AuditListResponse),
    auditChain: () => http.call('GET', '/api/office/audit/chain', AuditChainResponse, { timeoutMs: chainTimeoutMs }),
    onNews,
  }
}
