import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import { must } from '../../lib/must.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'

/** Which squads besides the home see some subjects: read once, and kept up while one transaction changes it. */
export interface GrantBook {
  /** Squads that see the subject now, in the order in which scopes are locked. */
  standing(subject: SubjectId): readonly ScopeId[]
  /** Squads that see the subject or once did: what was recorded under a grant may arrive after its end. */
  ever(subject: SubjectId): readonly ScopeId[]
  save(subject: SubjectId, scope: ScopeId, ended: 0 | 1): Promise<void>
}

type Grants = Map<ScopeId, 0 | 1>

async function loadGrants(tx: Tx, subjects: readonly SubjectId[]): Promise<Map<SubjectId, Grants>> {
  const bySubject = new Map<SubjectId, Grants>(subjects.map((subject) => [subject, new Map()]))
  for (const some of inStatements(subjects)) {
    const rows = await tx.selectFrom('subject_grant').selectAll().where('subject', 'in', some).execute()
    for (const row of rows) bySubject.get(row.subject as SubjectId)?.set(row.scope as ScopeId, row.ended === 0 ? 0 : 1)
  }
  return bySubject
}

/** Answers for these subjects and no others. */
export async function openGrantBook(tx: Tx, subjects: readonly SubjectId[]): Promise<GrantBook> {
  const bySubject = await loadGrants(tx, subjects)
  const grantsOf = (subject: SubjectId): Grants => must(bySubject.get(subject), 'a subject that was looked up')

  return {
    standing: (subject) =>
      [...grantsOf(subject)]
        .filter(([, ended]) => ended === 0)
        .map(([scope]) => scope)
        .sort(),
    ever: (subject) => [...grantsOf(subject).keys()],
    save: async (subject, scope, ended) => {
      await tx
        .insertInto('subject_grant')
        .values({ subject, scope, ended })
        .onConflict((conflict) => conflict.columns(['subject', 'scope']).doUpdateSet({ ended }))
        .execute()
      grantsOf(subject).set(scope, ended)
    },
  }
}
