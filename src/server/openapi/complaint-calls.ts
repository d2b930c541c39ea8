import { EntryId } from '../../domain/ids.ts'
import {
  ComplainantResponse,
  ComplainantsRequest,
  ComplaintListResponse,
  KnownNumbersRequest,
  KnownNumbersResponse,
  SamePointResponse,
} from '../../protocol/complaints.ts'
import { ComplaintListQuery, SamePointQuery } from '../routes/complaints.ts'
import { done, type ApiCall } from './api-call.ts'

/** Calls about complaints and those who made them. */
export const complaintCalls: readonly ApiCall[] = [
  {
    method: 'get',
    path: '/api/office/complaints',
    summary: 'Complaints of one stage, what is due first at the top; who complained by name for those who may see them',
    session: true,
    query: ComplaintListQuery,
    answer: ComplaintListResponse,
  },
  {
    method: 'get',
    path: '/api/office/complaints/same-point',
    summary: 'Cases of the same kind and place within a year',
    session: true,
    query: SamePointQuery,
    answer: SamePointResponse,
  },
  {
    method: 'post',
    path: '/api/office/complaints/known',
    summary: 'Which numbers of a hotline are entered already',
    session: true,
    body: KnownNumbersRequest,
    answer: KnownNumbersResponse,
  },
  {
    method: 'get',
    path: '/api/office/complaints/{complaintId}/complainant',
    summary: 'Who complained, by name and in their words',
    session: true,
    params: { complaintId: EntryId },
    answer: ComplainantResponse,
  },
  {
    method: 'post',
    path: '/api/office/complainants',
    summary: 'Keeps who complained apart from the record',
    session: true,
    body: ComplainantsRequest,
    answer: done,
  },
]
