import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { Tx } from '../store/store.ts'
import type { FeedWriter } from './feed-writer.ts'

/** Squads that see the subject besides its home, in the order in which scopes are locked. */
export async function grantedScopes(tx: Tx, subject: SubjectId): Promise<readonly ScopeId[]> {
  const rows = await tx
    .selectFrom('subject_grant')
    .select('scope')
    .where('subject', '=', subject)
    .where('ended', '=', 0)
    .orderBy('scope')
    .execute()
  return rows.map((row) => row.scope as ScopeId)
}

/** Squads that see the subject or once did: what was recorded under a grant may arrive after its end. */
export async function everGrantedScopes(tx: Tx, subject: SubjectId): Promise<readonly ScopeId[]> {
  const rows = await tx.selectFrom('subject_grant').select('scope').where('subject', '=', subject).execute()
  return rows.map((row) => row.scope as ScopeId)
}

async function saveGrant(tx: Tx, subject: SubjectId, scope: ScopeId, ended: 0 | 1): Promise<void> {
  await tx
    .insertInto('subject_grant')
    .values({ subject, scope, ended })
    .onConflict((conflict) => conflict.columns(['subject', 'scope']).doUpdateSet({ ended }))
    .execute()
}

const entriesOf = (tx: Tx, subject: SubjectId) =>
  tx.selectFrom('entry').select('id').where('primary_subject', '=', subject).where('status', '=', 'accepted')

/** Everything about the subject so far, the grant itself included, under one new revision of the other feed. */
async function beginGrant(tx: Tx, feeds: FeedWriter, subject: SubjectId, to: ScopeId): Promise<void> {
  await saveGrant(tx, subject, to, 0)
  const rows = await entriesOf(tx, subject).execute()
  const rev = await feeds.raise(to)
  await feeds.add(
    to,
    rev,
    rows.map((row) => row.id as EntryId),
  )
}

/** The rows stay where they stand and are read no more; a mark behind them tells devices to let go of what they hold. */
async function endGrant(tx: Tx, feeds: FeedWriter, subject: SubjectId, to: ScopeId): Promise<void> {
  await saveGrant(tx, subject, to, 1)
  await tx
    .updateTable('feed')
    .set({ type: 'past' })
    .where('scope', '=', to)
    .where('type', '=', 'entry')
    .where('id', 'in', entriesOf(tx, subject))
    .execute()
  const rev = await feeds.raise(to)
  await tx.insertInto('feed').values({ scope: to, rev, id: subject, type: 'ended' }).execute()
}

/**
 * Puts an accepted entry into the feeds of the squads that its subject is granted to, and does what a grant or its end says.
 *
 * A grant that stands already and the end of one that does not have no effect: the entry is kept as any other.
 */
export async function spreadEntry(tx: Tx, feeds: FeedWriter, entry: JournalEntry): Promise<void> {
  const subject = entry.subjects[0]
  if (subject === undefined) return
  const granted = await grantedScopes(tx, subject)
  const to = entry.kind === 'subject.granted' || entry.kind === 'subject.grantEnded' ? entry.data.to : null
  if (entry.kind === 'subject.grantEnded' && to !== null && granted.includes(to)) await endGrant(tx, feeds, subject, to)
  for (const scope of granted)
    if (scope !== to || entry.kind === 'subject.granted')
      await feeds.add(scope, await feeds.revisionOf(scope), [entry.id])
  if (entry.kind === 'subject.granted' && to !== null && !granted.includes(to)) await beginGrant(tx, feeds, subject, to)
}
