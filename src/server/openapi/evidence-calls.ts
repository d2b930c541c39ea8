import {
  DossierPrintRequest,
  PictureCopyRequest,
  VerifyPictureRequest,
  VerifyPictureResponse,
} from '../../protocol/evidence.ts'
import { done, type ApiCall } from './api-call.ts'

/** Calls about photos as evidence. */
export const evidenceCalls: readonly ApiCall[] = [
  {
    method: 'post',
    path: '/api/office/verify-picture',
    summary: 'Whether bytes with this hash are a photo of ours, a copy of one, or neither',
    session: true,
    body: VerifyPictureRequest,
    answer: VerifyPictureResponse,
  },
  {
    method: 'post',
    path: '/api/office/picture-copies',
    summary: 'Keeps the hash of a copy that was drawn of a photo',
    session: true,
    body: PictureCopyRequest,
    answer: done,
  },
  {
    method: 'post',
    path: '/api/office/dossier-prints',
    summary: 'Writes down who prints the file of a case, with its hash',
    session: true,
    body: DossierPrintRequest,
    answer: done,
  },
]
