import type { CategoryTable } from '../../domain/casework/category.ts'
import type { StandardVersionResponse, StandardVersionsResponse } from '../../protocol/standards.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'
import { loadPeople } from './load-people.ts'

const collection = 'standards'
const id = 'categories'

type Document = Readonly<Record<string, unknown>>

interface KeptVersion {
  readonly version: number
  readonly saved_at: string | null
  readonly saved_by: string | null
  readonly data: string
}

const keep = (tx: Tx, version: KeptVersion): Promise<unknown> =>
  tx
    .insertInto('standard_version')
    .values(version)
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute()

const versionOf = (data: Document, saved_at: string | null, saved_by: string | null): KeptVersion => ({
  version: Number(data['version']),
  saved_at,
  saved_by,
  data: JSON.stringify(data),
})

/** Keeps a new version of the standards, and the one that it replaces, should that have been in force before versions were kept. */
export async function keepStandard(
  tx: Tx,
  { before, after }: { readonly before: Document | undefined; readonly after: Document },
  saved: { readonly at: string; readonly by: string },
): Promise<void> {
  if (before) await keep(tx, versionOf(before, null, null))
  await keep(tx, versionOf(after, saved.at, saved.by))
}

/** All of them, the newest first; the one in force also where nobody has edited it since versions are kept. */
async function versionsIn(db: Tx): Promise<readonly KeptVersion[]> {
  const kept = await db.selectFrom('standard_version').selectAll().orderBy('version', 'desc').execute()
  const stored = await findAssignment(db, collection, id)
  const isKnown = kept.some(({ version }) => Number(version) === Number(stored?.data['version']))
  return stored && !isKnown ? [versionOf(stored.data, null, null), ...kept] : kept
}

const tableIn = ({ data }: KeptVersion): CategoryTable => JSON.parse(data) as CategoryTable

/** 历次版本 of the case standards, with who saved each. */
export function listStandardVersions(store: Store): Promise<StandardVersionsResponse> {
  return store.query(async (db) => {
    const kept = await versionsIn(db)
    const people = await loadPeople(
      db,
      kept.flatMap(({ saved_by }) => saved_by ?? []),
    )
    return {
      versions: kept.map((each) => {
        const { rows, source } = tableIn(each)
        return {
          version: Number(each.version),
          savedAt: each.saved_at ?? source?.importedAt ?? null,
          savedBy: each.saved_by === null ? null : (people.get(each.saved_by)?.name ?? each.saved_by),
          fileName: source?.fileName ?? '',
          classes: rows.length,
          limits: rows.reduce((sum, { limits }) => sum + limits.length, 0),
        }
      }),
    }
  })
}

/** What one version said; rejects with `request/not-found` where there was none of that number. */
export function readStandardVersion(store: Store, version: number): Promise<StandardVersionResponse> {
  return store.query(async (db) => {
    const found = (await versionsIn(db)).find((each) => Number(each.version) === version)
    if (!found) throw new Problem('request/not-found', 'There was no such version.')
    return { table: tableIn(found) }
  })
}
