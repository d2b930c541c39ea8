import { sql } from 'kysely'
import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { signFoldVersion } from '../../domain/signage/sign-state.ts'
import { foldedCaseRows } from '../services/case-rows.ts'
import { foldedComplaintRows } from '../services/complaint-rows.ts'
import { foldedSignRows } from '../services/sign-rows.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'
import type { Check, Verified } from './verified.ts'

type Line = Readonly<Record<string, unknown>>

/** As a database holds a text that came from a phone: no NUL in PostgreSQL, in neither half a character. */
const asKept = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** Numbers come as text from a database that knows larger ones. */
function isSame(kept: unknown, folded: unknown): boolean {
  if (typeof folded === 'number') return Number(kept) === folded && kept !== null
  return typeof folded === 'string' ? typeof kept === 'string' && asKept(kept) === asKept(folded) : kept === folded
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
  readonly check: Check
  readonly table: 'case_row' | 'complaint_row' | 'sign_row'
  readonly key: 'case_id' | 'complaint_id' | 'sign_id'
  /** Whose records a line is folded from. */
  readonly subject: 'case_id' | 'sign_id'
  readonly sort: 'case-' | 'sign-'
  readonly version: number
  folded(db: Tx, ids: readonly SubjectId[]): Promise<readonly Line[]>
  /** With the version of the fold that made them. */
  kept(db: Tx, ids: readonly SubjectId[]): Promise<readonly Line[]>
}

/** Lines of subjects that no record speaks of, by their key. */
async function* orphans(db: Tx, { table, key, subject }: Lines): AsyncGenerator<readonly string[]> {
  const page = async (after: string) => {
    const { rows } = await sql<{ key: string; known: number | boolean }>`
      select ${sql.ref(key)} as key, exists (
        select 1 from entry_subject where entry_subject.subject = ${sql.ref(`${table}.${subject}`)}) as known
      from ${sql.table(table)} where ${sql.ref(key)} > ${after} order by ${sql.ref(key)} limit ${rowsPerPage}`.execute(
      db,
    )
    return rows
  }
  for await (const rows of readInPages(page, (row) => row.key))
    yield rows.filter(({ known }) => !known).map((row) => row.key)
}

/** What a line was folded to by an older build is made anew at the next start, and says nothing here. */
function faultsOf({ key, version }: Lines, kept: readonly Line[], folded: readonly Line[]): readonly string[] {
  const keptByKey = new Map(kept.map((line) => [line[key], line]))
  const keys = new Set(folded.map((line) => line[key]))
  const isOfToday = (line: Line): boolean => Number(line['fold_version']) === version
  return [
    ...folded.flatMap((line) => {
      const its = keptByKey.get(line[key])
      if (!its) return [`${String(line[key])}: missing`]
      const unequal = isOfToday(its) ? Object.keys(line).filter((column) => !isSame(its[column], line[column])) : []
      return unequal.length === 0 ? [] : [`${String(line[key])}: ${unequal.join(', ')}`]
    }),
    ...kept
      .filter((line) => !keys.has(line[key]) && isOfToday(line))
      .map((line) => `${String(line[key])}: its records make no such line`),
  ]
}

async function verifyLines(db: Tx, lines: Lines): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const page of subjects(db, lines.sort)) {
    const ids = page.map(({ subject }) => subject as SubjectId)
    const folded = await lines.folded(db, ids)
    looked += folded.length
    broken.push(...faultsOf(lines, await lines.kept(db, ids), folded))
  }
  for await (const keys of orphans(db, lines)) broken.push(...keys.map((key) => `${key}: no record speaks of it`))
  return { check: lines.check, looked, broken }
}

/** The ledger's line of each case says what the records say, and there is no other. */
export const verifyCases = (db: Tx): Promise<Verified> =>
  verifyLines(db, {
    check: 'cases',
    table: 'case_row',
    key: 'case_id',
    subject: 'case_id',
    sort: 'case-',
    version: caseFoldVersion,
    folded: foldedCaseRows,
    kept: (from, ids) => from.selectFrom('case_row').selectAll().where('case_id', 'in', ids).execute(),
  })

/** So does the line of each complaint, which is made with the line of its case. */
export const verifyComplaints = (db: Tx): Promise<Verified> =>
  verifyLines(db, {
    check: 'complaints',
    table: 'complaint_row',
    key: 'complaint_id',
    subject: 'case_id',
    sort: 'case-',
    version: caseFoldVersion,
    folded: foldedComplaintRows,
    kept: (from, ids) =>
      from
        .selectFrom('complaint_row')
        .leftJoin('case_row', 'case_row.case_id', 'complaint_row.case_id')
        .selectAll('complaint_row')
        .select('case_row.fold_version')
        .where('complaint_row.case_id', 'in', ids)
        .execute(),
  })

/** The register's line of each sign says what the records say, and there is no other. */
export const verifySigns = (db: Tx): Promise<Verified> =>
  verifyLines(db, {
    check: 'signs',
    table: 'sign_row',
    key: 'sign_id',
    subject: 'sign_id',
    sort: 'sign-',
    version: signFoldVersion,
    folded: foldedSignRows,
    kept: (from, ids) => from.selectFrom('sign_row').selectAll().where('sign_id', 'in', ids).execute(),
  })
