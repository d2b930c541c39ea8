import type { SelectQueryBuilder } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

/** Subjects of other homes that are granted to any of these scopes now, for a `where … in`. */
export const grantedSubjects = (
  db: Tx,
  scopes: readonly ScopeId[],
): SelectQueryBuilder<Tables, 'subject_grant', { subject: string }> =>
  db.selectFrom('subject_grant').select('subject').where('subject_grant.scope', 'in', scopes).where('ended', '=', 0)
