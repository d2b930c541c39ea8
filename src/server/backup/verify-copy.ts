import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Sha256 } from '../../domain/ids.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'

export interface NamedPart {
  readonly sha256: Sha256
  readonly sizeBytes: number
  readonly storedAt: string
}

export interface VerifiedCopy {
  readonly epoch: string
  /** Per scope the revision up to which the copy holds everything. */
  readonly revisions: ReadonlyMap<string, number>
  /** Of every part whose bytes the copy says are stored. */
  readonly parts: readonly NamedPart[]
}

function assertWhole(copy: DatabaseSync): void {
  const found = copy
    .prepare('pragma integrity_check')
    .all()
    .map((row) => String(Object.values(row)[0]))
  if (found.join() !== 'ok') throw new Error(`The copy is not whole: ${found.slice(0, 3).join('; ')}`)
}

/** Every record still has the content that it was accepted with. */
function assertEntries(copy: DatabaseSync): void {
  for (const row of copy.prepare('select id, json, content_hash from entry').iterate()) {
    const hash = createHash('sha256')
      .update(canonicalJson(JSON.parse(String(row['json']))))
      .digest('hex')
    if (hash !== row['content_hash']) throw new Error(`Entry ${String(row['id'])} does not hash to its content.`)
  }
}

/** Reads the whole copy. Throws where it does not hold what it says. */
export function verifyCopy(copy: DatabaseSync): VerifiedCopy {
  assertWhole(copy)
  assertEntries(copy)
  const scopes = copy.prepare('select id, rev from scope').all()
  // An erased photo has no such row. One whose other record was erased has: its bytes came again, for a record to come.
  const blobs = copy.prepare('select sha256, size_bytes, stored_at from blob').all()
  return {
    epoch: String(copy.prepare(`select value from meta where name = 'epoch'`).get()?.['value']),
    revisions: new Map(scopes.map((row) => [String(row['id']), Number(row['rev'])])),
    parts: blobs.map((row) => ({
      sha256: String(row['sha256']) as Sha256,
      sizeBytes: Number(row['size_bytes']),
      storedAt: String(row['stored_at']),
    })),
  }
}
