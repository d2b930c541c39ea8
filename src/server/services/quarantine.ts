import { createHash } from 'node:crypto'
import type { EntryId } from '../../domain/ids.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { Tx } from '../store/store.ts'
import type { Push } from './receive-entries.ts'

/** Something pushed that uses up no entry id: as it came, and why it is kept aside. */
export interface KeptAside {
  readonly id: EntryId | null
  readonly code: EntryCode
  readonly json: string
  readonly contentHash: string
}

/** Keeps the bytes of what cannot stand as an entry. The same thing pushed again is the same row. */
export async function keepAside(tx: Tx, push: Push, { id, code, json, contentHash }: KeptAside): Promise<void> {
  const row = {
    id: createHash('sha256').update(`${push.author}/${code}/${contentHash}`).digest('hex'),
    entry_id: id,
    device: push.device,
    person_id: push.author,
    code,
    content_hash: contentHash,
    json,
    received_at: new Date(push.nowMs).toISOString(),
  }
  await tx
    .insertInto('quarantine')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
