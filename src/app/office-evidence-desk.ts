import * as v from 'valibot'
import type { Download } from '../device/http/download.ts'
import type { HttpClient } from '../device/http/http-client.ts'
import type { Digest } from '../device/journal/digest.ts'
import { VerifyPictureResponse } from '../protocol/evidence.ts'
import type { EvidenceDesk } from './services.ts'

export interface EvidenceLine {
  readonly http: HttpClient
  readonly download: Download
  readonly digest: Digest
}

const doneAnswer = v.looseObject({ done: v.boolean() })

/** For the office; a phone in the field never loads it. */
export const createEvidenceDesk = ({ http, download, digest }: EvidenceLine): EvidenceDesk => ({
  verify: async (file) => {
    const sha256 = await digest(await file.arrayBuffer())
    const verdict = await http.call('POST', '/api/office/verify-picture', VerifyPictureResponse, { body: { sha256 } })
    return { sha256, verdict }
  },
  original: (partId) => download(`/api/parts/${partId}?size=original`),
  keepCopy: async (copy, facts) => {
    const sha256 = await digest(await copy.arrayBuffer())
    await http.call('POST', '/api/office/picture-copies', doneAnswer, { body: { ...facts, sha256 } })
    return sha256
  },
  notePrint: async (caseId, sha256) => {
    await http.call('POST', '/api/office/dossier-prints', doneAnswer, { body: { caseId, sha256 } })
  },
  hashText: (text) => digest(new TextEncoder().encode(text).buffer),
})
