import { createHash } from 'node:crypto'
import { signInByApi, type ApiClient } from './api-client.ts'

export interface SeenCase {
  readonly caseId: string
  readonly reporterId: string
  readonly note: string
  readonly photosExpected: number
  readonly photosStored: number
}

export interface OfficeView {
  /** The newest cases with exactly this note; a record that was doubled stands here twice. */
  casesWith(note: string): Promise<readonly SeenCase[]>
  /** SHA-256 of what the server gives for each photo of a case, sorted. */
  photoHashes(caseId: string): Promise<readonly string[]>
}

async function hashOf(url: string, { headers }: ApiClient, partId: string): Promise<string> {
  const answer = await fetch(`${url}/api/parts/${partId}?size=original`, { headers })
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex')
}

/** What the captain of squad 1 sees on the server, whatever the phone believes. */
export async function openOffice(url: string): Promise<OfficeView> {
  const captain = await signInByApi(url, '2001')
  return {
    casesWith: async (note) => {
      const { rows } = (await captain.get('/api/office/cases?limit=50')) as { rows: SeenCase[] }
      return rows.filter((row) => row.note === note)
    },
    photoHashes: async (caseId) => {
      const { parts } = (await captain.get(`/api/office/cases/${caseId}`)) as {
        parts: { ref: { partId: string; kind: string } }[]
      }
      const photos = parts.filter(({ ref }) => ref.kind === 'photo')
      return (await Promise.all(photos.map(({ ref }) => hashOf(url, captain, ref.partId)))).sort()
    },
  }
}
