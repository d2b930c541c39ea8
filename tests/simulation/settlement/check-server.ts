import { createHash } from 'node:crypto'
import { foldCase } from '../../../src/domain/casework/fold-case.ts'
import type { Sha256, SubjectId } from '../../../src/domain/ids.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { PartStore } from '../../../src/server/photos/part-store.ts'
import { verifyStore } from '../../../src/server/verify/verify-store.ts'
import type { World } from '../world.ts'
import type { ServerTruth } from './server-truth.ts'

/** A person who was moved may have recorded for a squad that is no longer hers: kept, refused, and shown to her. */
const codesOfMoving: readonly (string | null)[] = ['entry/scope-not-member']

/** What a person was told is saved is on the server, as it was saved. */
export function findLost({ promises }: World, { entries }: ServerTruth): string[] {
  return promises.all().flatMap(({ phone, entry }) => {
    const there = entries.get(entry.id)
    if (!there) return [`${phone.number}: ${entry.kind} ${entry.id} was saved and is not on the server`]
    if (there.status !== 'accepted' && !codesOfMoving.includes(there.code))
      return [`${phone.number}: ${entry.kind} ${entry.id} is ${there.status} for ${there.code}`]
    const isSame = canonicalJson(there.stamped.entry) === canonicalJson(entry)
    return isSame ? [] : [`${phone.number}: ${entry.kind} ${entry.id} has other content on the server`]
  })
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function storedHash(partStore: PartStore, sha256: Sha256): Promise<string> {
  const blob = await partStore.open(sha256)
  return blob ? hashOf(Buffer.concat(await blob.stream.toArray())) : 'nothing'
}

/** Every part that an entry names is stored, and every stored one's bytes hash to its name. */
export async function findMissingParts({ server, promises }: World, truth: ServerTruth): Promise<string[]> {
  const { partStore } = server.now().deps
  const failures: string[] = []
  for (const { stamped, status } of truth.entries.values()) {
    for (const { partId, kind, sha256 } of status === 'accepted' ? stamped.entry.parts : []) {
      if (promises.isLost(partId)) continue
      const state = truth.partStates.get(partId)
      if (state !== 'stored' && state !== 'unreadable') failures.push(`${kind} part ${partId} is ${state ?? 'unknown'}`)
      const small = kind === 'position' ? truth.smallBytes.get(sha256) : undefined
      const found = small ? hashOf(Buffer.from(small, 'base64')) : await storedHash(partStore, sha256)
      if (found !== sha256) failures.push(`the bytes of ${kind} ${partId} hash to ${found}`)
    }
  }
  for (const sha256 of truth.blobs) {
    const found = await storedHash(partStore, sha256)
    if (found !== sha256) failures.push(`the blob ${sha256} holds ${found}`)
  }
  return failures
}

/** The office's line of each case says what its fold says; no accepted report is without one. */
export function findUnequalLedger({ entries, caseRows }: ServerTruth): string[] {
  const accepted = [...entries.values()].filter(({ status }) => status === 'accepted').map(({ stamped }) => stamped)
  const lines = new Map(caseRows.map((row) => [row.case_id, row.state]))
  const reported = accepted.filter(({ entry }) => entry.kind === 'case.reported').map(({ entry }) => entry.subjects[0])
  return [...new Set([...lines.keys(), ...reported])].flatMap((caseId) => {
    const about = accepted.filter(({ entry }) => (entry.subjects as readonly unknown[]).includes(caseId))
    const state = foldCase(caseId as SubjectId, about)?.state
    const line = lines.get(String(caseId))
    return state === line ? [] : [`ledger: ${caseId} is ${line}, its records say ${state}`]
  })
}

/** What `npm run verify` would say of this server. */
export async function findUnverified({ server }: World): Promise<string[]> {
  const { partStore } = server.now().deps
  return server.look(async (db) => {
    const broken: string[] = []
    for await (const verified of verifyStore(db, partStore)) broken.push(...verified.broken)
    return broken
  })
}

export const findDamage = ({ integrity }: ServerTruth): string[] =>
  integrity === 'ok' ? [] : [`the database's file is damaged: ${integrity}`]
