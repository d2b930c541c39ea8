import type { AuditLine, AuditListResponse } from '../../protocol/audit.ts'
import type { Person } from '../../domain/people/person.ts'
import { documentsById } from '../services/named-documents.ts'
import { scopesFor } from '../services/member-scopes.ts'
import type { Caller } from '../services/sessions.ts'
import type { Store } from '../store/store.ts'
import type { AuditRow } from './audit-hash.ts'

export interface AuditFilter {
  readonly act?: string | undefined
  readonly person?: string | undefined
  /** Both included. */
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
  /** Lines older than this one. */
  readonly before?: number | undefined
}

const linesPerPage = 100

type Details = AuditLine['details']

const aboutOf = ({ target }: AuditRow, details: Details): string =>
  typeof details['person'] === 'string' ? details['person'] : target.replace(/^people\//, '')

function toLine(row: AuditRow, people: ReadonlyMap<string, Person>): AuditLine {
  const { seq, at, actor, role, act, target } = row
  const details = JSON.parse(row.details) as Details
  const aboutName = people.get(aboutOf(row, details))?.name ?? null
  return {
    seq: Number(seq),
    at,
    actor,
    actorName: people.get(actor)?.name ?? null,
    role,
    act,
    target,
    aboutName,
    details,
  }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()

/** What was done by people of the caller's scopes, the newest first. */
export async function listAudit(store: Store, caller: Caller, filter: AuditFilter): Promise<AuditListResponse> {
  const scopes = scopesFor(caller, 'readAudit')
  const rows = await store.query((db) =>
    db
      .selectFrom('audit_line')
      .selectAll()
      .where('scope', 'in', scopes)
      .$if(filter.act !== undefined, (query) => query.where('act', '=', filter.act ?? ''))
      .$if(filter.person !== undefined, (query) => query.where('actor', '=', filter.person ?? ''))
      .$if(filter.fromMs !== undefined, (query) => query.where('at', '>=', isoOf(filter.fromMs ?? 0)))
      .$if(filter.toMs !== undefined, (query) => query.where('at', '<=', isoOf(filter.toMs ?? 0)))
      .$if(filter.before !== undefined, (query) => query.where('seq', '<', filter.before ?? 0))
      .orderBy('seq', 'desc')
      .limit(linesPerPage)
      .execute(),
  )
  const people = await documentsById(store, 'people')
  const next = rows.length === linesPerPage ? Number(rows.at(-1)?.seq) : null
  return { lines: rows.map((row) => toLine(row, people)), next }
}
