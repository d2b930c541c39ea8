import type { EntryEnvelope } from '../../domain/journal/entry.ts'

/** A record whose content is what it came with, and what the row beside it adds. */
export interface ReadRecord {
  readonly said: EntryEnvelope
  readonly receivedAt: string
}
