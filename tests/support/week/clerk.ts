import { caseIdOf, type EntryId, type SubjectId } from '../../../src/domain/ids.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import { systemRandom } from '../../../src/lib/random.ts'
import { uuidV7 } from '../../../src/lib/uuid-v7.ts'
import { signInByApi } from '../api-client.ts'
import { filedData, handledData, unit } from '../case-decisions.ts'
import { pushEntry, uploadPhoto } from '../dispatched-case.ts'
import { reportedData } from '../reported-case.ts'
import type { WeekNumber } from './week-bureau.ts'

const limitMs = 2 * 3_600_000

/** Somebody whose acts, shown on a screen once, go on through the front door; at the server's time. */
export interface Clerk {
  reports(note: string, facts?: Parameters<typeof reportedData>[0]): Promise<SubjectId>
  does<K extends EntryKind>(kind: K, caseId: SubjectId, data: EntryData[K]): Promise<void>
  files(caseId: SubjectId): Promise<void>
  dispatches(caseId: SubjectId, to: string): Promise<void>
  accepts(caseId: SubjectId): Promise<void>
  /** With a picture after it. */
  handles(caseId: SubjectId, picture: Buffer): Promise<void>
}

export async function hireClerk(url: string, number: WeekNumber): Promise<Clerk> {
  const client = await signInByApi(url, number)
  const now = async (): Promise<string> => ((await client.get('/api/about')) as { now: string }).now
  const does: Clerk['does'] = async (kind, caseId, data) => pushEntry(client, kind, data, { caseId, at: await now() })
  return {
    does,
    reports: async (note, facts = {}) => {
      const id = uuidV7(Date.now(), systemRandom)
      const caseId = caseIdOf(id as EntryId)
      await pushEntry(client, 'case.reported', reportedData({ note, ...facts }), { id, caseId, at: await now() })
      return caseId
    },
    files: async (caseId) =>
      does('case.filed', caseId, filedData(new Date(Date.parse(await now()) + limitMs).toISOString())),
    dispatches: (caseId, to) => does('case.dispatched', caseId, { to: to as typeof unit }),
    accepts: (caseId) => does('case.accepted', caseId, { unit }),
    handles: async (caseId, picture) => {
      const at = await now()
      const photo = await uploadPhoto(url, client, picture, { role: 'after', takenAt: at })
      await pushEntry(client, 'case.handled', handledData(), { caseId, at, parts: [photo] })
    },
  }
}
