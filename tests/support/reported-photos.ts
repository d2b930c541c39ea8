import type { EntryEnvelope } from '../../src/domain/journal/entry.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import { findingOf, photoRef, push, sha256Of, upload } from './pushed-entries.ts'
import { namesHolding } from './test-parts.ts'
import type { TestClient, TestServer } from './test-server.ts'

export interface Reported {
  readonly entry: EntryEnvelope
  readonly caseId: ReturnType<typeof findingOf>['caseId']
  readonly photo: PhotoRef
}

/** Findings of squad-1 with one photo each, and what the server holds of them. */
export const reportedPhotos = (server: TestServer) => ({
  report: async (author: TestClient, bytes: Buffer, isSent = true): Promise<Reported> => {
    const photo = photoRef(server, bytes)
    const { entry, caseId } = findingOf(server, author, 'squad-1', { photos: [photo] })
    await push(server, author, [entry])
    if (isSent) await upload(author, bytes)
    return { entry, caseId, photo }
  },
  codeOf: async (client: TestClient, partId: string): Promise<unknown> => {
    const answer = await client.call({ url: `/api/parts/${partId}?size=original` })
    return answer.statusCode === 200 ? 'shown' : (answer.json() as { code: string }).code
  },
  stateOf: async (partId: string): Promise<string | undefined> =>
    (
      await server.deps.store.read((db) =>
        db.selectFrom('part').select('state').where('part_id', '=', partId).executeTakeFirst(),
      )
    )?.state,
  filesOf: (bytes: Buffer): Promise<readonly string[]> => namesHolding(server, sha256Of(bytes)),
})
