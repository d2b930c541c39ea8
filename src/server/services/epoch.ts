import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Random } from '../../lib/random.ts'
import { must } from '../../lib/must.ts'
import type { AppDeps } from '../app-deps.ts'
import { writeSecretFile } from '../store/key-ring.ts'
import type { Tx } from '../store/store.ts'
import { applyBesideFacts } from './beside-facts.ts'

/** What the file beside the database says: the timeline, and the marks that its database may bear. */
const EpochFile = v.object({ epoch: v.string(), marks: v.array(v.string()) })
type EpochFile = v.InferOutput<typeof EpochFile>

/** Where the timeline is kept, and what a new one begins with. */
export type EpochParts = Pick<AppDeps, 'store' | 'besideLog' | 'random' | 'epochPath' | 'clock'>

type Meta = 'epoch' | 'epochMark'

async function readMeta(db: Tx, name: Meta): Promise<string | null> {
  return (await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst())?.value ?? null
}

async function writeMeta(tx: Tx, name: Meta, value: string): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

/** Null where it is missing or cannot be read: then nothing proves that the database is the one that was here last. */
function readEpochFile(path: string): EpochFile | null {
  if (!existsSync(path)) return null
  try {
    return v.parse(EpochFile, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

const writeEpochFile = (path: string, file: EpochFile): void => writeSecretFile(path, `${JSON.stringify(file)}\n`)

const draw = (random: Random): string => Buffer.from(random.bytes(12)).toString('hex')

/**
 * The timeline that revisions belong to.
 *
 * A phone whose cursors are of another epoch sends again all it holds: nothing is lost by going back in time.
 */
export async function readEpoch(db: Tx): Promise<string> {
  return must(await readMeta(db, 'epoch'), 'an epoch')
}

/** The file takes both marks first: whichever step a crash comes after, the two still fit. */
async function renewInTurn({ store, random, epochPath }: EpochParts): Promise<void> {
  const { epoch, mark } = await store.read(async (db) => ({
    epoch: await readEpoch(db),
    mark: await readMeta(db, 'epochMark'),
  }))
  const next = draw(random)
  writeEpochFile(epochPath, { epoch, marks: mark === null ? [next] : [mark, next] })
  await store.write((tx) => writeMeta(tx, 'epochMark', next))
  writeEpochFile(epochPath, { epoch, marks: [next] })
}

/** Gives the database and the file the same new mark, so that a copy of the database made before is known for one. */
export const renewMark = (parts: EpochParts): Promise<void> => parts.store.alone('epoch', () => renewInTurn(parts))

async function beginInTurn(parts: EpochParts, from: string | null): Promise<void> {
  const { store, besideLog, random, epochPath, clock } = parts
  const facts = await besideLog.readAll()
  const epoch = draw(random)
  const isBegun = await store.write(async (tx) => {
    if ((await readMeta(tx, 'epoch')) !== from) return false
    await applyBesideFacts(tx, facts, clock.now())
    await tx.deleteFrom('backup_cover').execute()
    await writeMeta(tx, 'epoch', epoch)
    await writeMeta(tx, 'epochMark', epoch)
    return true
  })
  // A crash before this line leaves a file of the other epoch: the next start begins one more, which costs a sync.
  if (isBegun) writeEpochFile(epochPath, { epoch, marks: [epoch] })
}

/**
 * Begins a new timeline: the database is older than what phones were answered.
 *
 * What an older database must not bring back is applied in the same transaction, before any phone is answered. Backups of the
 * other timeline cover nothing of this one. `from` is the epoch that was found wrong: of two calls that found it, one counts.
 */
export const beginEpoch = (parts: EpochParts, from: string | null): Promise<void> =>
  parts.store.alone('epoch', () => beginInTurn(parts, from))

/** At the start, before anybody is answered: a database that is not the one that was here last begins a new timeline. */
export const ensureEpoch = (parts: EpochParts): Promise<void> =>
  // One server at a time: what another is in the middle of would look like an older database.
  parts.store.alone('epoch', async () => {
    const found = await parts.store.read(async (db) => ({
      epoch: await readMeta(db, 'epoch'),
      mark: await readMeta(db, 'epochMark'),
    }))
    const file = readEpochFile(parts.epochPath)
    const isSame = file !== null && found.epoch === file.epoch && file.marks.includes(found.mark ?? '')
    if (!isSame) await beginInTurn(parts, found.epoch)
    await renewInTurn(parts)
  })
