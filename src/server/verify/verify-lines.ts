import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { signFoldVersion } from '../../domain/signage/sign-state.ts'
import { foldedCaseRows } from '../services/case-rows.ts'
import { foldedSignRows } from '../services/sign-rows.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from './read-in-pages.ts'
import type { Verified } from './verified.ts'

type Line = Readonly<Record<string, unknown>>

/** Numbers come as text from a database that knows larger ones. */
const isSame = (kept: unknown, folded: unknown): boolean =>
  typeof folded === 'number' ? Number(kept) === folded && kept !== null : kept === folded

/** What a line was folded to by an older build is made anew at the next start, and says nothing here. */
function faultsOf(kept: Line | undefined, folded: Line, version: number): readonly string[] {
  if (!kept) return ['missing']
  if (Number(kept['fold_version']) !== version) return []
  return Object.keys(folded).filter((column) => !isSame(kept[column], folded[column]))
}

/** Subjects of one sort that records speak of, a page at a time. */
const subjects = (db: Tx, sort: 'case-' | 'sign-') =>
  readInPages(
    (after) =>
      db
        .selectFrom('entry_subject')
        .select('subject')
        .distinct()
        .where('subject', '>', after === '' ? sort : after)
        .where('subject', '<', `${sort.slice(0, -1)}.`)
        .orderBy('subject')
        .limit(rowsPerPage)
        .execute(),
    ({ subject }) => subject,
  )

interface Lines {
  readonly check: 'cases' | 'signs'
  readonly sort: 'case-' | 'sign-'
  readonly version: number
  keyOf(line: Line): string
  folded(db: Tx, ids: readonly SubjectId[]): Promise<readonly Line[]>
  kept(db: Tx, ids: readonly SubjectId[]): Promise<readonly Line[]>
}

async function verifyLines(db: Tx, { check, sort, version, keyOf, folded, kept }: Lines): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const page of subjects(db, sort)) {
    const ids = page.map(({ subject }) => subject as SubjectId)
    const lines = new Map((await kept(db, ids)).map((line) => [keyOf(line), line]))
    for (const line of await folded(db, ids)) {
      looked += 1
      const faults = faultsOf(lines.get(keyOf(line)), line, version)
      if (faults.length > 0) broken.push(`${keyOf(line)}: ${faults.join(', ')}`)
    }
  }
  return { check, looked, broken }
}

/** The ledger's line of each case says what the records say. */
export const verifyCases = (db: Tx): Promise<Verified> =>
  verifyLines(db, {
    check: 'cases',
    sort: 'case-',
    version: caseFoldVersion,
    keyOf: (line) => String(line['case_id']),
    folded: foldedCaseRows,
    kept: (from, ids) => from.selectFrom('case_row').selectAll().where('case_id', 'in', ids).execute(),
  })

/** The register's line of each sign says what the records say. */
export const verifySigns = (db: Tx): Promise<Verified> =>
  verifyLines(db, {
    check: 'signs',
    sort: 'sign-',
    version: signFoldVersion,
    keyOf: (line) => String(line['sign_id']),
    folded: foldedSignRows,
    kept: (from, ids) => from.selectFrom('sign_row').selectAll().where('sign_id', 'in', ids).execute(),
  })
