import { createHash } from 'node:crypto'
import type { EntryId } from '../../domain/ids.ts'
import type { EntryKind } from '../../domain/journal/entry-kinds.ts'

/**
 * The id of the one record of this kind that another record brings about by itself; a UUID version 8 (RFC 9562 §5.8).
 *
 * Two servers that write it, or one that writes it again after a restore while a phone sends back the first, write the same record.
 */
export function derivedEntryId(kind: EntryKind, cause: EntryId): EntryId {
  const bytes = createHash('sha256').update(`${kind} ${cause}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const text = bytes.toString('hex')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  ) as EntryId
}
