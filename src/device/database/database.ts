import { Dexie, type EntityTable, type Table } from 'dexie'
import type { PartId, PersonId, ScopeId } from '../../domain/ids.ts'
import type {
  AssignmentRow,
  CaseRow,
  CursorRow,
  DraftRow,
  FactRow,
  HeldRow,
  JournalRow,
  PartBytesRow,
  PartRow,
  RosterRow,
  ShiftRow,
  SignRow,
  ThumbnailRow,
} from './rows.ts'
import type { VoicePiece } from '../voice/voice-shelf.ts'
import { withWholeFold } from './older-fold.ts'
import { guardNewerVersion } from './schema-version.ts'
import { strictOptions } from './strict-options.ts'

/** Raised with every change of the tables below; changes only ever add. */
export const databaseVersion = 7

export const databaseNameOf = (personId: PersonId): string => `xunhu-${personId}`

/** Everything that one person has on this device. One connection, opened by pages only, never by the service worker. */
export type XunhuDatabase = Dexie & {
  readonly journal: EntityTable<JournalRow, 'id'>
  readonly parts: EntityTable<PartRow, 'partId'>
  readonly partBytes: EntityTable<PartBytesRow, 'partId'>
  readonly thumbnails: EntityTable<ThumbnailRow, 'partId'>
  readonly drafts: EntityTable<DraftRow, 'id'>
  readonly assignments: EntityTable<AssignmentRow, 'key'>
  readonly shifts: EntityTable<ShiftRow, 'id'>
  readonly cases: EntityTable<CaseRow, 'id'>
  readonly signs: EntityTable<SignRow, 'id'>
  readonly rosters: EntityTable<RosterRow, 'id'>
  readonly cursors: EntityTable<CursorRow, 'scope'>
  readonly facts: EntityTable<FactRow, 'name'>
  readonly held: Table<HeldRow, [scope: ScopeId, id: string]>
  readonly voicePieces: Table<VoicePiece, [partId: PartId, index: number]>
}

/**
 * Only what is queried is indexed: every index is paid for at each tap of a counter.
 *
 * A query by the first member of a compound index alone uses that index; it needs no second one of its own.
 */
const firstTables = {
  journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
  parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
  partBytes: 'partId',
  thumbnails: 'partId',
  drafts: 'id, updatedAtMs',
  assignments: 'key, [collection+sortKey], scope',
  shifts: 'id, date',
  cases: 'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos',
  cursors: 'scope',
  facts: 'name',
}

/** Read whole, scope by scope, so that it needs no index besides its key. */
const tablesOfFeeds = { held: '[scope+id]' }

/** 招牌: a street's signs are read together, and so are those that still owe photos. */
const tablesOfSigns = { signs: 'id, streetId, owedPhotos' }

/** 任务: of one squad, or of one of its people, the oldest limit first; counted without reading a case. */
const tablesOfTasks = { cases: `${firstTables.cases}, [taskUnit+taskDueMs], [taskUnit+taskPerson+taskDueMs]` }

/** 排班: what this person has seen of it is found by who they are. */
const tablesOfRoster = { rosters: 'id, *people' }

/** 换班: the days about which somebody asks. */
const tablesOfSwaps = { rosters: `${tablesOfRoster.rosters}, swapDate` }

/** 语音: what a recording has so far, until it ends. */
const tablesOfVoice = { voicePieces: '[partId+index], draftId' }

export interface DatabaseOptions {
  readonly personId: PersonId
  /** Tests and simulations bring their own engine. */
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
}

/**
 * The person's database, not yet opened.
 *
 * A database that newer code has changed can be read and not written.
 */
export function createDatabase({ personId, ...engine }: DatabaseOptions): XunhuDatabase {
  const db = new Dexie(databaseNameOf(personId), strictOptions(engine)) as XunhuDatabase
  db.version(1).stores(firstTables)
  // What the feeds have given so far is not written down: they are read again from the start, by cursors that no server knows.
  db.version(2)
    .stores(tablesOfFeeds)
    .upgrade((tx) => tx.table<CursorRow>('cursors').toCollection().modify({ cursor: '' }))
  // The register that the journal holds already is folded by the next rebuild, which the new kinds ask for.
  db.version(3).stores(tablesOfSigns)
  // Cases that are folded already enter the index with the next rebuild.
  db.version(4).stores(tablesOfTasks)
  db.version(5).stores(tablesOfRoster)
  db.version(6).stores(tablesOfSwaps)
  db.version(databaseVersion).stores(tablesOfVoice)
  db.signs.hook('reading', withWholeFold)
  guardNewerVersion(db, databaseVersion)
  return db
}
