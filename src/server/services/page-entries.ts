import { sql } from 'kysely'
import { isOpenCase } from '../../domain/casework/case-stage.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { ScopeId } from '../../domain/ids.ts'
import type { Role } from '../../domain/people/role.ts'
import type { FeedEntry } from '../../protocol/sync.ts'
import type { KeyRing } from '../store/key-ring.ts'
import type { Tx } from '../store/store.ts'
import type { FeedPosition } from './feed-cursor.ts'
import { receiptOf } from './receipts.ts'
import { receiptColumns, stampedColumns, toStamped } from './stamped-rows.ts'
import { historyMs } from './subject-book.ts'

/** Where a row stands in the feed that is read. */
export interface FeedPlace {
  readonly id: string
  readonly rev: number
}

/** The entries that a page brings, and those it spares the device. */
export interface GivenEntries {
  readonly entries: FeedEntry[]
  readonly earlier: FeedEntry[]
  readonly leftOut: readonly FeedPlace[]
}

export interface EntriesAsked {
  readonly scope: ScopeId
  readonly keys: KeyRing
  /** Rows of the page that are entries, in its order. */
  readonly places: readonly FeedPlace[]
  /** Up to here the device has read this feed. */
  readonly readUpTo: FeedPosition
  readonly nowMs: number
}

interface SentRow {
  readonly id: string
  readonly json: string
  readonly rev: number
  readonly received_at: string
  readonly author_role: string
  readonly author: string
  readonly content_hash: string
}

interface EntryRow extends SentRow {
  readonly primary_subject: string
  readonly newest_at: string
  readonly woken_at: string | null
  readonly state: string | null
}

const loadRows = (db: Tx, ids: readonly string[]): Promise<readonly EntryRow[]> =>
  db
    .selectFrom('entry')
    .innerJoin('subject', 'subject.id', 'entry.primary_subject')
    .leftJoin('case_row', 'case_row.case_id', 'entry.primary_subject')
    .select([
      ...stampedColumns,
      ...receiptColumns,
      'entry.primary_subject',
      'subject.newest_at',
      'subject.woken_at',
      'case_row.state',
    ])
    .where('entry.id', 'in', ids)
    .execute()

/** Open cases and the register of signs are what people work with, however old; the rest is for 30 days. */
const isResting = ({ primary_subject: subject, state, newest_at: newestAt }: EntryRow, atMs: number): boolean =>
  !isOpenCase(state ?? '') && !subject.startsWith('sign-') && atMs - Date.parse(newestAt) > historyMs

/** Whether this entry woke its subject while or after the device was spared it. */
const isWaking = (row: EntryRow, { filling }: FeedPosition): boolean =>
  row.received_at === row.woken_at && (filling === null || Date.parse(row.received_at) >= filling.startedMs)

/** The accepted entries about these subjects that stand in the feed up to a place. */
async function loadEarlier(
  db: Tx,
  { scope, keys, readUpTo: { rev, id } }: EntriesAsked,
  subjects: ReadonlySet<string>,
): Promise<FeedEntry[]> {
  if (subjects.size === 0 || rev === 0) return []
  const rows = await db
    .selectFrom('entry')
    .innerJoin('feed', 'feed.id', 'entry.id')
    .select([...stampedColumns, ...receiptColumns, 'feed.rev as feed_rev'])
    .where('entry.primary_subject', 'in', [...subjects])
    .where('entry.status', '=', 'accepted')
    .where('feed.scope', '=', scope)
    .where('feed.type', '=', 'entry')
    .where(sql<boolean>`(feed.rev, feed.id) <= (${rev}, ${id})`)
    .execute()
  return rows.map((row) => toFeedEntry({ scope, keys }, row, Number(row.feed_rev)))
}

function toFeedEntry({ scope, keys }: Pick<EntriesAsked, 'scope' | 'keys'>, row: SentRow, feedRev: number): FeedEntry {
  const { entry, stamp }: { entry: EntryEnvelope; stamp: FeedEntry['stamp'] & { authorRole: Role } } = toStamped(row)
  const { id, author, content_hash: contentHash } = row
  const receipt = receiptOf(keys, { feed: scope, id, author, contentHash, ...stamp })
  return { entry, stamp, receipt, ...(stamp.rev === feedRev ? {} : { feedRev }) }
}

const toFeedEntries = (
  asked: EntriesAsked,
  places: readonly FeedPlace[],
  byId: ReadonlyMap<string, EntryRow>,
): FeedEntry[] =>
  places.flatMap(({ id, rev }) => {
    const row = byId.get(id)
    return row ? [toFeedEntry(asked, row, rev)] : []
  })

/**
 * The entries of a page, every subject wholly given or wholly left out.
 *
 * A resting subject is left out of a filling, and later where all of it lies ahead of the device; where the device has passed
 * some of it, it gets the rest and what it may have been spared. So does a subject that somebody woke after a long rest.
 */
export async function entriesOfPage(db: Tx, asked: EntriesAsked): Promise<GivenEntries> {
  const { places, readUpTo, nowMs } = asked
  if (places.length === 0) return { entries: [], earlier: [], leftOut: [] }
  const rows = await loadRows(
    db,
    places.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const { filling } = readUpTo
  const resting = new Set(
    rows.filter((row) => isResting(row, filling?.startedMs ?? nowMs)).map((row) => row.primary_subject),
  )
  const woken = rows.filter((row) => isWaking(row, readUpTo)).map((row) => row.primary_subject)
  const earlier = await loadEarlier(db, asked, new Set([...(filling ? [] : resting), ...woken]))
  const begun = new Set(earlier.map(({ entry }) => entry.subjects[0] as string))
  const isGiven = ({ id }: FeedPlace): boolean => {
    const subject = byId.get(id)?.primary_subject
    return subject !== undefined && (!resting.has(subject) || begun.has(subject))
  }
  return {
    entries: toFeedEntries(asked, places.filter(isGiven), byId),
    earlier,
    leftOut: places.filter((place) => !isGiven(place)),
  }
}

/**
 * All entries of a page of a block that is read again, resting or not, and beside them the rest of every resting subject among
 * them, so that none is held by half.
 */
export async function entriesOfBlock(db: Tx, asked: EntriesAsked): Promise<Pick<GivenEntries, 'entries' | 'earlier'>> {
  const { places, nowMs } = asked
  if (places.length === 0) return { entries: [], earlier: [] }
  const rows = await loadRows(
    db,
    places.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const resting = new Set(rows.filter((row) => isResting(row, nowMs)).map((row) => row.primary_subject))
  const rest = await loadEarlier(db, asked, resting)
  return { entries: toFeedEntries(asked, places, byId), earlier: rest.filter(({ entry }) => !byId.has(entry.id)) }
}
