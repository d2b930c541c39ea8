import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import type { FeedWriter } from './feed-writer.ts'
import type { GrantBook } from './grant-book.ts'
import { changeByAct, movesCaseOn, type GrantChange } from './handling-grants.ts'

/** What a grant moves rows in, and what it is noted in. */
export interface Spreading {
  readonly feeds: FeedWriter
  readonly grants: GrantBook
}

const entriesOf = (tx: Tx, subjects: readonly SubjectId[]) =>
  tx.selectFrom('entry').select('id').where('primary_subject', 'in', subjects).where('status', '=', 'accepted')

/** Everything about the subjects so far under one new revision of the other feed. */
export async function beginGrants(
  tx: Tx,
  { feeds, grants }: Spreading,
  subjects: readonly SubjectId[],
  to: ScopeId,
): Promise<void> {
  const rev = await feeds.raise(to)
  for (const subject of subjects) await grants.save(subject, to, 0)
  for (const some of inStatements(subjects)) {
    const rows = await entriesOf(tx, some).execute()
    feeds.add(
      to,
      rev,
      rows.map((row) => row.id as EntryId),
    )
  }
}

/** The rows stay where they stand and are read no more; marks behind them tell devices to let go of what they hold. */
export async function endGrants(
  tx: Tx,
  { feeds, grants }: Spreading,
  subjects: readonly SubjectId[],
  to: ScopeId,
): Promise<void> {
  const rev = await feeds.raise(to)
  for (const subject of subjects) await grants.save(subject, to, 1)
  for (const some of inStatements(subjects)) {
    await tx
      .updateTable('feed')
      .set({ type: 'past' })
      .where('scope', '=', to)
      .where('type', '=', 'entry')
      .where('id', 'in', entriesOf(tx, some))
      .execute()
    await tx
      .insertInto('feed')
      .values(some.map((id) => ({ scope: to, rev, id, type: 'ended' as const })))
      .execute()
  }
}

type Granting = JournalEntry<'subject.granted' | 'subject.grantEnded'>

const isGranting = (entry: JournalEntry): entry is Granting =>
  entry.kind === 'subject.granted' || entry.kind === 'subject.grantEnded'

/** It may change who sees a subject: all that was taken in before it, and itself, must stand in the tables. */
export const changesGrants = (entry: JournalEntry): boolean => isGranting(entry) || movesCaseOn(entry)

async function changeOf(tx: Tx, entry: JournalEntry, granted: readonly ScopeId[]): Promise<GrantChange> {
  if (entry.kind === 'subject.granted') return { begins: entry.data.to, ends: [] }
  if (entry.kind === 'subject.grantEnded') return { begins: null, ends: [entry.data.to] }
  return movesCaseOn(entry) ? changeByAct(tx, entry, granted) : { begins: null, ends: [] }
}

/**
 * Puts an accepted entry into the feeds of the squads that its subject is granted to, and does what it says about grants.
 *
 * A grant that stands already and the end of one that does not have no effect: the entry is kept as any other. A dispatch to
 * another squad is a grant, which ends when the case is dispatched away or closed.
 */
export async function spreadEntry(tx: Tx, spreading: Spreading, entry: JournalEntry): Promise<void> {
  const { feeds, grants } = spreading
  const subject = entry.subjects[0]
  if (subject === undefined) return
  const granted = grants.standing(subject)
  const { begins, ends } = await changeOf(tx, entry, granted)
  for (const scope of granted)
    if (ends.includes(scope)) await endGrants(tx, spreading, [subject], scope)
    else feeds.add(scope, await feeds.revisionOf(scope), [entry.id])
  if (begins !== null && !granted.includes(begins)) await beginGrants(tx, spreading, [subject], begins)
}
