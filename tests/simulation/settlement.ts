import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { loadFact } from '../../src/device/database/facts.ts'
import { loadDepartureLight } from '../../src/device/sync/departure-light.ts'
import { foldCase } from '../../src/domain/casework/fold-case.ts'
import { foldShift } from '../../src/domain/duty/fold-shift.ts'
import type { Sha256, SubjectId } from '../../src/domain/ids.ts'
import type { JournalEntry, StampedEntry } from '../../src/domain/journal/entry.ts'
import type { Role } from '../../src/domain/people/role.ts'
import { canonicalJson } from '../../src/lib/canonical-json.ts'
import { listAssignments } from '../../src/server/services/assignments.ts'
import type { SimulatedPhone } from './simulated-phone.ts'
import { scopesOf, type World } from './world.ts'

/** Passes that are enough for any queue on a good line: one to send, one to see what the others sent, one spare. */
const healingRounds = 3

/** The line is good again, every app is started, and everybody syncs a few times. */
export async function heal(world: World): Promise<void> {
  world.weather.faultShare = 0
  for (const phone of world.everyPhone) await phone.restart()
  for (let round = 0; round < healingRounds; round += 1) {
    for (const phone of world.everyPhone) {
      const status = await phone.run().sync.syncNow()
      world.history.push(`healing ${phone.number}: ${JSON.stringify(status.last)}`)
      world.server.now().clock.advance(60_000)
    }
  }
  await compareDigests(world)
}

/** Each phone compares what it holds with the server's digests, the pause between two comparisons being over. */
async function compareDigests({ server, everyPhone }: World): Promise<void> {
  server.now().clock.advance(11 * 60_000)
  for (const phone of everyPhone) await phone.run().sync.syncNow()
}

interface ServerEntry {
  readonly author: string
  readonly status: string
  readonly stamped: StampedEntry
}

async function loadServerEntries({ server }: World): Promise<ReadonlyMap<string, ServerEntry>> {
  const rows = await server.now().deps.store.read((db) => db.selectFrom('entry').selectAll().execute())
  return new Map(
    rows.map((row) => [
      row.id,
      {
        author: row.author,
        status: row.status,
        stamped: {
          entry: JSON.parse(row.json) as JournalEntry,
          stamp: { rev: Number(row.rev), receivedAt: row.received_at, authorRole: row.author_role as Role },
        },
      },
    ]),
  )
}

/** What a person was told is saved is on the server, as it was saved. */
function findLost({ promised }: World, entries: ReadonlyMap<string, ServerEntry>): string[] {
  return promised.flatMap(({ phone, entry }) => {
    const there = entries.get(entry.id)
    if (!there) return [`${phone.number}: ${entry.kind} ${entry.id} was saved and is not on the server`]
    if (there.status !== 'accepted') return [`${phone.number}: ${entry.kind} ${entry.id} is ${there.status}`]
    const isSame = canonicalJson(there.stamped.entry) === canonicalJson(entry)
    return isSame ? [] : [`${phone.number}: ${entry.kind} ${entry.id} has other content on the server`]
  })
}

/** The server has each record of a person once, and none that her phone has not. */
async function findUnequalQueues(phone: SimulatedPhone, entries: ReadonlyMap<string, ServerEntry>): Promise<string[]> {
  const { db } = phone.run()
  const own = new Set(
    (await db.journal.filter((row) => row.author === phone.personId).toArray()).map((row) => row.id as string),
  )
  const onServer = [...entries].filter(([, entry]) => entry.author === phone.personId).map(([id]) => id)
  const unknown = onServer.filter((id) => !own.has(id)).map((id) => `${phone.number}: the phone has lost ${id}`)
  const unsent = [...own].filter((id) => !entries.has(id)).map((id) => `${phone.number}: ${id} never arrived`)
  const light = await loadDepartureLight(db, phone.personId, phone.clock.now())
  const dark = light.light === 'clear' ? [] : [`${phone.number}: the light is not clear: ${JSON.stringify(light)}`]
  const emptied = phone.emptied() > 0 ? [`${phone.number}: the storage was thrown away`] : []
  return [...unknown, ...unsent, ...dark, ...emptied]
}

/** Every part that an entry names is stored, and its bytes hash to its name. */
async function findMissingParts({ server }: World, entries: ReadonlyMap<string, ServerEntry>): Promise<string[]> {
  const { store, partStore } = server.now().deps
  const parts = await store.read((db) => db.selectFrom('part').selectAll().execute())
  const small = new Map(
    (await store.read((db) => db.selectFrom('small_bytes').selectAll().execute())).map((row) => [
      row.sha256,
      row.base64,
    ]),
  )
  const statesById = new Map(parts.map((part) => [part.part_id, part.state]))
  const failures: string[] = []
  for (const { stamped } of entries.values()) {
    for (const { partId, kind, sha256 } of stamped.entry.parts) {
      const state = statesById.get(partId)
      if (state !== 'stored' && state !== 'unreadable') failures.push(`part ${partId} is ${state ?? 'unknown'}`)
      const bytes = kind === 'position' ? small.get(sha256) : undefined
      const found = bytes ? hashOf(Buffer.from(bytes, 'base64')) : await storedHash(partStore, sha256)
      if (found !== sha256) failures.push(`the bytes of ${kind} ${partId} hash to ${found}`)
    }
  }
  return failures
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function storedHash(
  partStore: { open(sha256: Sha256): Promise<{ readonly stream: AsyncIterable<Buffer> } | null> },
  sha256: Sha256,
): Promise<string> {
  const blob = await partStore.open(sha256)
  if (!blob) return 'nothing'
  const pieces: Buffer[] = []
  for await (const piece of blob.stream) pieces.push(piece)
  return hashOf(Buffer.concat(pieces))
}

/** Each phone folds the same states from what it holds as the server's rows give; and holds nothing of another squad. */
async function findUnequalStates(phone: SimulatedPhone, entries: ReadonlyMap<string, ServerEntry>): Promise<string[]> {
  const { db } = phone.run()
  const scopes = scopesOf(phone)
  const ofScope = [...entries.values()].map(({ stamped }) => stamped).filter(({ entry }) => scopes.has(entry.scope))
  const about = (subject: string) =>
    ofScope.filter(({ entry }) => (entry.subjects as readonly string[]).includes(subject))
  const subjects = new Set<string>(ofScope.flatMap(({ entry }) => entry.subjects))
  const failures: string[] = []
  for (const subject of subjects) {
    const id = subject as SubjectId
    const [mine, truth] = subject.startsWith('shift-')
      ? [(await db.shifts.get(id))?.state, foldShift(id, about(subject))]
      : [(await db.cases.get(id))?.value ?? null, foldCase(id, about(subject))]
    if (!isDeepStrictEqual(mine, truth))
      failures.push(`${phone.number}: another state of ${subject}\n${JSON.stringify(mine)}\n${JSON.stringify(truth)}`)
  }
  const foreign = (await db.journal.toArray()).filter((row) => !scopes.has(row.scope))
  return [...failures, ...foreign.map((row) => `${phone.number}: holds ${row.id} of ${row.scope}`)]
}

/** The office's line of each case says what its fold says. */
async function findUnequalLedger({ server }: World, entries: ReadonlyMap<string, ServerEntry>): Promise<string[]> {
  const rows = await server.now().deps.store.read((db) => db.selectFrom('case_row').selectAll().execute())
  const all = [...entries.values()].map(({ stamped }) => stamped)
  return rows.flatMap((row) => {
    const about = all.filter(({ entry }) => (entry.subjects as readonly string[]).includes(row.case_id))
    const state = foldCase(row.case_id as SubjectId, about)?.state
    return state === row.state ? [] : [`ledger: ${row.case_id} is ${row.state}, its records say ${state}`]
  })
}

/** Each phone has the office's documents of its scopes, and no others. */
async function findUnequalDocuments({ server }: World, phone: SimulatedPhone): Promise<string[]> {
  const scopes = await phone.run().db.cursors.toCollection().primaryKeys()
  const there = await server.now().deps.store.read((db) => listAssignments(db, 'shifts', scopes))
  const here = await phone
    .run()
    .db.assignments.filter((row) => row.collection === 'shifts')
    .toArray()
  const text = (items: readonly { readonly id: string; readonly rev: number }[]): string =>
    items
      .map(({ id, rev }) => `${id}@${rev}`)
      .sort()
      .join(' ')
  return text(there) === text(here) ? [] : [`${phone.number}: has shifts ${text(here)} and not ${text(there)}`]
}

/** No comparison of the whole history, the last one included, found a block that a phone did not hold as it should. */
async function findUnequalDigests(phone: SimulatedPhone): Promise<string[]> {
  const check = await loadFact(phone.run().db, 'digestCheck')
  if (check?.unequalBlocks === 0) return []
  return [`${phone.number}: its digests say ${JSON.stringify(check)}`]
}

/** Everything that is not as it must be once the line was good for a while; empty when all is well. */
export async function findViolations(world: World): Promise<readonly string[]> {
  const entries = await loadServerEntries(world)
  const ofPhones = await Promise.all(
    world.everyPhone.map(async (phone) => [
      ...(await findUnequalQueues(phone, entries)),
      ...(await findUnequalStates(phone, entries)),
      ...(await findUnequalDocuments(world, phone)),
      ...(await findUnequalDigests(phone)),
    ]),
  )
  return [
    ...findLost(world, entries),
    ...(await findMissingParts(world, entries)),
    ...(await findUnequalLedger(world, entries)),
    ...ofPhones.flat(),
  ]
}
