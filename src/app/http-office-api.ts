import * as v from 'valibot'
import type { HttpClient } from '../device/http/http-client.ts'
import { AssignmentDoc } from '../domain/journal/assignment.ts'
import { AttentionResponse, CaseDetailResponse, CaseListResponse, DutyBoardResponse } from '../protocol/office.ts'
import type { OfficeApi } from './office-api.ts'

const documentsAnswer = v.looseObject({ documents: v.array(AssignmentDoc) })
const documentAnswer = v.looseObject({ document: v.nullable(AssignmentDoc) })

/** While no event comes the office asks by itself: losing every event loses nothing. */
const pollMs = 15_000

const query = (params: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

export function createHttpOfficeApi(http: HttpClient): OfficeApi {
  return {
    dutyBoard: (date) => http.call('GET', `/api/office/duty${query({ date })}`, DutyBoardResponse),
    cases: (filter) => http.call('GET', `/api/office/cases${query({ ...filter })}`, CaseListResponse),
    caseDetail: (caseId) => http.call('GET', `/api/office/cases/${caseId}`, CaseDetailResponse),
    attention: () => http.call('GET', '/api/office/attention', AttentionResponse),
    assignments: async (collection) =>
      (await http.call('GET', `/api/office/assignments${query({ collection })}`, documentsAnswer)).documents,
    edit: async (edit) => (await http.call('POST', '/api/office/assignments', documentAnswer, { body: edit })).document,
    onNews: (listener) => {
      const source = new EventSource('/api/live')
      source.addEventListener('news', () => listener())
      const timer = setInterval(() => {
        const isStreaming = source.readyState === EventSource.OPEN
        if (!isStreaming && document.visibilityState === 'visible') listener()
      }, pollMs)
      return () => {
        source.close()
        clearInterval(timer)
      }
    },
  }
}
