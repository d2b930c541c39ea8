import type { EntryId, SubjectId } from '../../domain/ids.ts'
import type { XunhuDatabase } from './database.ts'

/** Small facts by name, each with its type. */
export interface Facts {
  /** Of the cursors this device holds. */
  epoch: string
  /** The server's proof of what it accepted from here on this timeline; sent back unread. */
  pushedUpTo: string
  /** Server time − device time at the last answer, ms. */
  clockOffsetMs: number
  /** Scopes of the person as of the last sync. */
  members: readonly { readonly scope: string; readonly role: string }[]
  /** Made with the database; missing later on: the browser threw the database away. */
  sentinel: { readonly madeAtMs: number; readonly mark: string }
  /** Under which rules the folds are being made anew, and the last subject that is done. */
  foldRebuild: { readonly rules: string; readonly after: string; readonly state: 'running' | 'done' }
  /** When the browser was last found to have thrown the database away; the office is told with each sync. */
  emptiedAtMs: number
  /** Form to come back to when the camera cost us the page. */
  pendingCapture: {
    readonly draftId: string
    readonly route: string
    readonly role: string
    readonly startedAtMs: number
  } | null
  /** This device has lost its page to the camera app once. */
  losesPageToCamera: boolean
  /** When what is held was last compared with the server's digests, on which timeline, and what came of it so far. */
  digestCheck: {
    readonly atMs: number
    readonly epoch: string
    readonly unequalBlocks: number
    readonly unhealedBlocks: number
  }
  /** Entries sent from here that no feed may show any more: they stay until they and their photos are in a backup. */
  leaving: readonly EntryId[]
  /** Subjects whose grant has ended: what no feed shows of them goes once nothing waits to be shown to the server. */
  ended: readonly SubjectId[]
  /** After a new timeline: entries of earlier ones up to this id have been shown to the server. Absent when all have. */
  witnessedUpTo: EntryId | ''
  /** Until when what was stored is in the server's last backup; null before the first, absent where none are made. */
  backup: { readonly coversUntilMs: number | null } | undefined
  /** The `coversUntilMs` of the backup after which the server was last asked about the parts that it covers. */
  partsAskedFor: number
  /** Last revision per scope that the server calls durable. */
  durable: Readonly<Record<string, number>>
}

export const loadFact = <K extends keyof Facts>(db: XunhuDatabase, name: K): Promise<Facts[K] | undefined> =>
  db.facts.get(name).then((row) => row?.value as Facts[K] | undefined)

export async function saveFact<K extends keyof Facts>(db: XunhuDatabase, name: K, value: Facts[K]): Promise<void> {
  await db.facts.put({ name, value })
}
