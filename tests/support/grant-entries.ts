import type { EntryEnvelope } from '../../src/domain/journal/entry.ts'
import type { ScopeId, SubjectId } from '../../src/domain/ids.ts'
import { entryOf } from './pushed-entries.ts'
import type { TestClient, TestServer } from './test-server.ts'

export interface Granted {
  readonly subject: SubjectId
  readonly to: string
  readonly scope?: string
}

/** A captain lets another squad see a subject. */
export const grantOf = (
  server: TestServer,
  client: TestClient,
  { subject, to, scope = 'squad-1' }: Granted,
): EntryEnvelope =>
  entryOf(server, client, 'subject.granted', {
    scope,
    subjects: () => [subject],
    data: { to: to as ScopeId, reason: '请协助' },
  })

export const grantEndOf = (
  server: TestServer,
  client: TestClient,
  { subject, to, scope = 'squad-1' }: Granted,
): EntryEnvelope =>
  entryOf(server, client, 'subject.grantEnded', { scope, subjects: () => [subject], data: { to: to as ScopeId } })

/** Words added to a case. */
export const supplementOf = (
  server: TestServer,
  client: TestClient,
  caseId: SubjectId,
  note: string,
  scope = 'squad-1',
): EntryEnvelope => entryOf(server, client, 'case.supplemented', { scope, subjects: () => [caseId], data: { note } })
