import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { Instant } from '../../domain/instant.ts'
import { DeviceId, PartId, PersonId, Sha256 } from '../../domain/ids.ts'
import type { Store } from './store.ts'

/** `retention`: its time is over; `order`: somebody who may has decided so. */
export const erasureReasons = ['retention', 'order'] as const
export type ErasureReason = (typeof erasureReasons)[number]

/**
 * What an older database must not bring back; a number that was issued joins them when numbers are.
 *
 * Each says what holds from then on, so that applying it twice, or to a database that knows it, changes nothing.
 */
const BesideFact = v.variant('what', [
  v.object({
    what: v.literal('part.erased'),
    partId: PartId,
    sha256: Sha256,
    at: Instant,
    /** Older lines do not say. */
    reason: v.optional(v.picklist(erasureReasons)),
    /** That its bytes went is said by `bytes.erased`: another record may name them. Older lines mean both. */
    bytes: v.optional(v.literal('apart')),
  }),
  /** Of bytes that no record names any longer; not of those that came again after that moment. */
  v.object({ what: v.literal('bytes.erased'), sha256: Sha256, at: Instant }),
  v.object({
    what: v.literal('device.revoked'),
    device: DeviceId,
    at: Instant,
    /** Whose it was and how it was ended; older lines do not say. */
    personId: v.optional(PersonId),
    as: v.optional(v.picklist(['retired', 'stolen'])),
  }),
  v.object({ what: v.literal('unitLink.revoked'), linkId: DeviceId, at: Instant }),
  /** Of sessions that began until then: on `device` only, or on all but `keeps`, where they are given. */
  v.object({
    what: v.literal('sessions.ended'),
    personId: PersonId,
    at: Instant,
    device: v.optional(DeviceId),
    keeps: v.optional(DeviceId),
  }),
  /** As the database keeps it; null where no password opens anything any more. */
  v.object({ what: v.literal('password.set'), personId: PersonId, at: Instant, hash: v.nullable(v.string()) }),
  /** The database did not take the one that was set at that moment. */
  v.object({ what: v.literal('password.refused'), personId: PersonId, at: Instant }),
  /** Of a calendar's address that was made before then. */
  v.object({ what: v.literal('calendar.ended'), personId: PersonId, before: Instant }),
])
export type BesideFact = v.InferOutput<typeof BesideFact>
export type BesideFactOf<What extends BesideFact['what']> = Extract<BesideFact, { what: What }>

/**
 * The log beside the database, which no restore sets back: one JSON line for each fact, only ever appended to.
 *
 * A fact is appended before the database hears of it: a crash between the two leaves something to apply again, never something
 * that a restore would undo.
 */
export interface BesideLog {
  /** Resolves when the line is on the medium. */
  append(fact: BesideFact): Promise<void>
  /** In the order they were appended. */
  readAll(): Promise<readonly BesideFact[]>
}

const isMissing = (failure: unknown): boolean => (failure as NodeJS.ErrnoException).code === 'ENOENT'

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (failure) {
    if (isMissing(failure)) return ''
    throw failure
  }
}

/** Null for the rest of a line that a power cut tore: its append was never confirmed. */
function readLine(line: string): BesideFact | null {
  try {
    return v.parse(BesideFact, JSON.parse(line))
  } catch {
    return null
  }
}

async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Its last byte tells, however long it has become: every sign-out appends. */
async function endsTorn(file: FileHandle, sizeBytes: number): Promise<boolean> {
  if (sizeBytes === 0) return false
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, sizeBytes - 1)
  return buffer.toString() !== '\n'
}

async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    // Never behind a torn line: both would be unreadable.
    await file.writeFile((await endsTorn(file, size)) ? `\n${line}\n` : `${line}\n`)
    await file.sync()
    if (size === 0) await syncFolderOf(path)
  } finally {
    await file.close()
  }
}

/** In the order they were appended. */
export async function readBesideFacts(path: string): Promise<readonly BesideFact[]> {
  const lines = (await readText(path)).split('\n')
  return lines.flatMap((line) => readLine(line) ?? [])
}

/** `alone` keeps two lines from being appended at once, those of other servers on the same folder too. */
export const createBesideLog = (path: string, alone: Store['alone']): BesideLog => ({
  append: (fact) => alone('besideLog', () => appendLine(path, JSON.stringify(fact))),
  readAll: () => readBesideFacts(path),
})
