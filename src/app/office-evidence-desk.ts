import type { HttpClient } from '../device/http/http-client.ts'
import type { Digest } from '../device/journal/digest.ts'
import { VerifyPictureResponse } from '../protocol/evidence.ts'
import type { EvidenceDesk } from './services.ts'

export interface EvidenceLine {
  readonly http: HttpClient
  readonly digest: Digest
}

/** For the office; a phone in the field never loads it. */
export const createEvidenceDesk = ({ http, digest }: EvidenceLine): EvidenceDesk => ({
  verify: async (file) => {
    const sha256 = await digest(await file.arrayBuffer())
    const verdict = await http.call('POST', '/api/office/verify-picture', VerifyPictureResponse, { body: { sha256 } })
    return { sha256, verdict }
  },
})
