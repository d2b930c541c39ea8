import * as v from 'valibot'
import { PartId, Sha256 } from '../../domain/ids.ts'
import {
  OutsideUnitEdit,
  OutsideUnitListResponse,
  UnitAnswerRequest,
  UnitAnswerResponse,
  UnitExtensionRequest,
  UnitLinkListResponse,
  UnitLinkRequest,
  UnitLinkResponse,
  UnitLinkRevokeRequest,
  UnitSheetResponse,
} from '../../protocol/outside.ts'
import { ChunkResponse, CommitRequest, CommitResponse } from '../../protocol/parts.ts'
import { UnitLinkQuery } from '../routes/outside-units.ts'
import { chunkIndex, done, type ApiCall } from './api-call.ts'

/** Calls about units without accounts, and those that such a unit makes by its link. */
export const outsideCalls: readonly ApiCall[] = [
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
    method: 'post',
    path: '/api/unit-link/extensions',
    summary: 'That the unit needs longer; a repetition of its id changes nothing',
    session: false,
    body: UnitExtensionRequest,
    answer: UnitAnswerResponse,
  },
]
