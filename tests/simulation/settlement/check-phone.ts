import { isDeepStrictEqual } from 'node:util'
import type { JournalRow } from '../../../src/device/database/rows.ts'
import { loadFact } from '../../../src/device/database/facts.ts'
import { loadDepartureLight } from '../../../src/device/sync/departure-light.ts'
import { foldCase } from '../../../src/domain/casework/fold-case.ts'
import { foldShift } from '../../../src/domain/duty/fold-shift.ts'
import type { EntryId, ScopeId, SubjectId } from '../../../src/domain/ids.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { SimulatedPhone } from '../simulated-phone.ts'
import type { World } from '../world.ts'
import type { ServerEntry, ServerTruth } from './server-truth.ts'

/** One phone, what it holds, and what it should. */
interface Holding {
  readonly phone: SimulatedPhone
  readonly scopes: readonly ScopeId[]
  /** What the feeds of its person show. */
  readonly shown: ReadonlyMap<EntryId, ServerEntry>
  readonly rows: readonly JournalRow[]
  /** What a restore took from the server and nobody can send again: kept as the last copies. */
  readonly ghosts: readonly JournalRow[]
}

async function loadHolding({ promises }: World, phone: SimulatedPhone, truth: ServerTruth): Promise<Holding> {
  const scopes = truth.scopesOf.get(phone.personId) ?? []
  const ids = scopes.flatMap((scope) => [...(truth.feeds.get(scope) ?? [])])
  const shown = ids.flatMap((id) => {
    const entry = truth.entries.get(id)
    return entry ? [[id, entry] as const] : []
  })
  const rows = await phone.run().db.journal.toArray()
  return { phone, scopes, shown: new Map(shown), rows, ghosts: rows.filter((row) => promises.isGone(row.id)) }
}

/** Nothing of this person waits any more, and the light says so; what was refused needs her, and only that. */
async function findOwed({ phone, rows }: Holding): Promise<string[]> {
  const { db } = phone.run()
  const unsent = rows.filter((row) => row.sendState === 'queued').map((row) => `${phone.number}: ${row.id} never left`)
  const strange = rows
    .filter((row) => row.sendState !== 'received' && row.author !== phone.personId)
    .map((row) => `${phone.number}: ${row.id} of ${row.author} is ${row.sendState} here`)
  const light = await loadDepartureLight(db, phone.personId, phone.handset.clock.now())
  const refused = rows.filter((row) => row.sendState === 'refused').length
  const isRight =
    light.light === 'clear' ? refused === 0 : light.entries + light.photos === 0 && light.attention === refused
  return [...unsent, ...strange, ...(isRight ? [] : [`${phone.number}: the light says ${JSON.stringify(light)}`])]
}

/** It holds what its feeds show, value by value, and nothing else but what was refused. */
function findUnequalRows({ phone, shown, rows, ghosts }: Holding): string[] {
  const held = new Map(rows.map((row) => [row.id, row]))
  const missing = [...shown.keys()].filter((id) => !held.has(id)).map((id) => `${phone.number}: does not hold ${id}`)
  const wrong = rows.flatMap((row) => {
    const there = shown.get(row.id)
    if (!there)
      return row.sendState === 'refused' || ghosts.includes(row)
        ? []
        : [`${phone.number}: holds ${row.id} of ${row.scope}, which no feed shows`]
    const isSame = canonicalJson(row.entry) === canonicalJson(there.stamped.entry)
    if (!isSame) return [`${phone.number}: holds another ${row.id}`]
    const rev = there.stamped.stamp?.rev
    return row.rev === rev ? [] : [`${phone.number}: holds ${row.id} at revision ${row.rev}, it is ${rev}`]
  })
  return [...missing, ...wrong]
}

/** No picture of a record that it may not hold, and no bytes without their part. */
async function findStrayParts({ phone, rows }: Holding): Promise<string[]> {
  const { db } = phone.run()
  const ids = new Set<string>(rows.map((row) => row.id))
  const parts = await db.parts.toArray()
  const stray = parts.filter((part) => part.sendState !== 'draft' && !ids.has(part.entryId))
  const known = new Set<string>(parts.map((part) => part.partId))
  const bytes = await db.partBytes.toCollection().primaryKeys()
  const orphans = bytes.filter((partId) => !known.has(partId))
  return [...stray.map((part) => part.partId), ...orphans].map((id) => `${phone.number}: holds the stray part ${id}`)
}

/** It folds the same states from what it holds as the server's rows give. */
async function findUnequalStates({ phone, shown, ghosts }: Holding): Promise<string[]> {
  const { db } = phone.run()
  const all = [...shown.values()].map(({ stamped }) => stamped)
  const haunted = new Set(ghosts.flatMap((row) => row.subjects))
  const failures: string[] = []
  for (const id of new Set<SubjectId>(all.flatMap(({ entry }) => entry.subjects))) {
    if (haunted.has(id)) continue
    const about = all.filter(({ entry }) => (entry.subjects as readonly string[]).includes(id))
    const [mine, truth] = id.startsWith('shift-')
      ? [(await db.shifts.get(id))?.state, foldShift(id, about)]
      : [(await db.cases.get(id))?.value ?? null, foldCase(id, about)]
    if (!isDeepStrictEqual(mine, truth))
      failures.push(`${phone.number}: another state of ${id}\n${JSON.stringify(mine)}\n${JSON.stringify(truth)}`)
  }
  return failures
}

/** It has the office's documents of its scopes, and no others. */
async function findUnequalDocuments({ phone, scopes }: Holding, { shifts }: ServerTruth): Promise<string[]> {
  const held = await phone
    .run()
    .db.assignments.filter((row) => row.collection === 'shifts')
    .toArray()
  const text = (items: readonly { readonly id: string; readonly rev: number; readonly data: unknown }[]): string =>
    items
      .map(({ id, rev, data }) => `${id}@${rev}${canonicalJson(data)}`)
      .sort()
      .join(' ')
  const mine = text(held)
  const truth = text(shifts.filter(({ scope }) => scopes.some((own) => own === scope)))
  return mine === truth ? [] : [`${phone.number}: has shifts ${mine} and not ${truth}`]
}

/** No comparison of the whole history, the last one included, found a block that a phone did not hold as it should. */
async function findUnequalDigests({ phone }: Holding): Promise<string[]> {
  const check = await loadFact(phone.run().db, 'digestCheck')
  if (check?.unequalBlocks === 0) return []
  return [`${phone.number}: its digests say ${JSON.stringify(check)}`]
}

/** Whoever's storage was thrown away was told, and nobody else. */
function findWrongAlarms({ dueAlarms }: World, phone: SimulatedPhone): string[] {
  const due = dueAlarms.get(phone) ?? 0
  return phone.alarms() === due ? [] : [`${phone.number}: raised ${phone.alarms()} alarms for ${due} losses`]
}

export async function checkPhone(world: World, phone: SimulatedPhone, truth: ServerTruth): Promise<string[]> {
  const holding = await loadHolding(world, phone, truth)
  return [
    ...(await findOwed(holding)),
    ...findUnequalRows(holding),
    ...(await findStrayParts(holding)),
    ...(await findUnequalStates(holding)),
    ...(await findUnequalDocuments(holding, truth)),
    ...(await findUnequalDigests(holding)),
    ...findWrongAlarms(world, phone),
  ]
}
