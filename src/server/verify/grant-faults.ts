import { sql } from 'kysely'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { readInPagesOfPairs, rowsPerPage } from '../store/read-in-pages.ts'
import type { ReadRecord } from './read-record.ts'

const toOf = ({ data }: EntryEnvelope): string => String(data['to'])

/** Of accepted records that let another squad see their subject: those whose grant is noted nowhere, standing or ended. */
export async function missingGrants(db: Tx, records: readonly ReadRecord[]): Promise<readonly string[]> {
  const granting = records.filter(({ said }) => said.kind === 'subject.granted')
  const subjects = [...new Set(granting.flatMap(({ said }) => said.subjects.slice(0, 1)))]
  const rows = await db.selectFrom('subject_grant').selectAll().where('subject', 'in', subjects).execute()
  const noted = new Set(rows.map(({ subject, scope }) => `${subject} ${scope}`))
  return granting
    .filter(({ said }) => !noted.has(`${said.subjects[0]} ${toOf(said)}`))
    .map(({ said }) => `entry ${said.id} grants ${said.subjects[0]} to ${toOf(said)}, and nothing notes it`)
}

type Grant = Tables['subject_grant']
type Pair = readonly [subject: string, scope: string]

const grantPage =
  (db: Tx) =>
  ([subject, scope]: Pair) =>
    db
      .selectFrom('subject_grant')
      .selectAll()
      .where(sql<boolean>`(subject, scope) > (${subject}, ${scope})`)
      .orderBy('subject')
      .orderBy('scope')
      .limit(rowsPerPage)
      .execute()

/** Records of lent subjects that the feed of those who see them lacks. */
const unshown = (db: Tx, subjects: readonly string[]) =>
  db
    .selectFrom('subject_grant')
    .innerJoin('entry', 'entry.primary_subject', 'subject_grant.subject')
    .leftJoin('feed', (join) =>
      join
        .onRef('feed.id', '=', 'entry.id')
        .onRef('feed.scope', '=', 'subject_grant.scope')
        .on('feed.type', '=', 'entry'),
    )
    .select(['entry.id', 'subject_grant.scope'])
    .where('subject_grant.subject', 'in', subjects)
    .where('subject_grant.ended', '=', 0)
    .where('entry.status', '=', 'accepted')
    .where('feed.id', 'is', null)
    .execute()

/** What lets another squad see a subject by itself; routes of a wind lend signs besides. */
const lendingKinds = ['subject.granted', 'case.dispatched', 'case.verifyAsked']

async function lentByRecords(db: Tx, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('entry')
    .select(['primary_subject', 'json'])
    .where('primary_subject', 'in', subjects)
    .where('status', '=', 'accepted')
    .where('kind', 'in', lendingKinds)
    .execute()
  return new Set(rows.map((row) => `${row.primary_subject} ${toOf(JSON.parse(row.json) as EntryEnvelope)}`))
}

async function faultsOf(db: Tx, grants: readonly Grant[]): Promise<readonly string[]> {
  const subjects = [...new Set(grants.map(({ subject }) => subject))]
  const lent = await lentByRecords(db, subjects)
  return [
    ...grants
      .filter(({ subject, scope }) => !subject.startsWith('sign-') && !lent.has(`${subject} ${scope}`))
      .map(({ subject, scope }) => `${subject} is granted to ${scope} by no record`),
    ...(await unshown(db, subjects)).map(
      ({ id, scope }) => `entry ${id} is lent to ${scope} and stands not in its feed`,
    ),
  ]
}

/** Of the grants, a page at a time: those that no record gave, and what they ought to show and do not. */
export async function* grantRowFaults(db: Tx): AsyncGenerator<readonly string[]> {
  const keyOf = ({ subject, scope }: Grant): Pair => [subject, scope]
  for await (const rows of readInPagesOfPairs<Grant, Pair>(grantPage(db), keyOf, ['', '']))
    yield await faultsOf(db, rows)
}
