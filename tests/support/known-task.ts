import { entryKinds, type EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { PartRef } from '../../src/domain/journal/part-ref.ts'
import type { CaseReported } from '../../src/domain/casework/case-entries.ts'
import { caseIdOf, type EntryId, type PersonId, type SubjectId } from '../../src/domain/ids.ts'
import type { Role } from '../../src/domain/people/role.ts'
import { filedData } from './case-decisions.ts'
import { squad } from './field-records.ts'
import type { PhoneStorage } from './phone-storage.ts'
import { give, page } from './pulled-pages.ts'
import { reportedData } from './reported-case.ts'

interface ActFacts {
  readonly author?: string
  readonly role?: Role
  readonly parts?: readonly PartRef[]
}

export interface KnownTask {
  readonly caseId: SubjectId
  /** Somebody else's act as the next page of the feed brings it. */
  does<K extends EntryKind>(kind: K, data: EntryData[K], facts?: ActFacts): Promise<EntryId>
}

export interface TaskFacts {
  readonly report?: Partial<CaseReported>
  readonly dueAt?: string
  readonly person?: string
  readonly instruction?: string
  readonly parts?: readonly PartRef[]
}

/** When these limits end, unless a test says otherwise: three hours and a half after its clock. */
export const dueAt = '2026-11-20T18:00:00+08:00'

/** A colleague's report that the captain has filed and dispatched to this phone's squad, or to one person of it. */
export async function knowTask(phone: PhoneStorage, facts: TaskFacts = {}): Promise<KnownTask> {
  const reportId = phone.journal.newId()
  const caseId = caseIdOf(reportId)
  let rev = (await phone.db.journal.count()) + 1

  async function record<K extends EntryKind>(
    id: EntryId,
    kind: K,
    data: EntryData[K],
    { author = 'p-2001', role = 'captain', parts = [] }: ActFacts = {},
  ): Promise<EntryId> {
    const entry = {
      id,
      kind,
      v: entryKinds[kind].v,
      scope: squad,
      subjects: [caseId],
      after: [],
      author: author as PersonId,
      device: '01890000-0000-7000-8000-00000000d002',
      at: new Date(phone.clock.now()).toISOString(),
      clock: { offsetMs: 0, monoMs: rev, bootId: 'boot-2' },
      data: data as Record<string, unknown>,
      parts,
    }
    rev += 1
    const stamp = { rev, receivedAt: '2026-11-20T07:00:00.000Z', authorRole: role }
    await give(phone.db, page({ to: `cursor-${id}`, entries: [{ entry: entry as never, stamp }] }))
    return id
  }

  const { report = {}, parts = [], person, instruction } = facts
  await record(reportId, 'case.reported', reportedData(report), { author: 'p-1002', role: 'officer', parts })
  await record(phone.journal.newId(), 'case.filed', filedData(facts.dueAt ?? dueAt))
  await record(phone.journal.newId(), 'case.dispatched', {
    to: squad,
    ...(person ? { person: person as PersonId } : {}),
    ...(instruction ? { instruction } : {}),
  })
  return { caseId, does: (kind, data, acted) => record(phone.journal.newId(), kind, data, acted) }
}
