import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { Role } from '../../domain/people/role.ts'
import type { WireStamp } from '../../protocol/sync.ts'
import type { InferOutput } from 'valibot'

/** The columns of `entry` that an entry goes out with. */
export const stampedColumns = ['entry.id', 'entry.json', 'entry.rev', 'entry.received_at', 'entry.author_role'] as const

/** What its receipt is made of beside them. */
export const receiptColumns = ['entry.author', 'entry.content_hash'] as const

export interface StampedRow {
  readonly json: string
  readonly rev: number
  readonly received_at: string
  readonly author_role: string
}

/** An entry as it came, with the server's stamp. */
export const toStamped = (row: StampedRow): { entry: EntryEnvelope; stamp: InferOutput<typeof WireStamp> } => ({
  entry: JSON.parse(row.json) as EntryEnvelope,
  stamp: { rev: Number(row.rev), receivedAt: row.received_at, authorRole: row.author_role as Role },
})
