import { PartRef } from '../../domain/journal/part-ref.ts'
import { readCoversUntil } from '../services/durable-revisions.ts'
import type { Tx } from '../store/store.ts'

/** What the database says of how the work stands; whole numbers, and times in ISO 8601 or null where there is none. */
export interface ServerState {
  /** Rows of all feeds: what was ever accepted, and the assignments. */
  readonly feedRows: number
  readonly refusedEntries: number
  readonly quarantinedEntries: number
  /** Parts whose record has come and whose bytes have not. */
  readonly expectedParts: number
  /** Phones that said when they last spoke that they hold something unsent. */
  readonly devicesWithUnsent: number
  readonly oldestUnsentAt: string | null
  readonly backupCoversUntil: string | null
}

const count = async (rows: Promise<{ readonly n: number | string | bigint } | undefined>): Promise<number> =>
  Number((await rows)?.n ?? 0)

async function readUnsent(db: Tx): Promise<Pick<ServerState, 'devicesWithUnsent' | 'oldestUnsentAt'>> {
  const row = await db
    .selectFrom('device')
    .select(({ fn }) => [fn.countAll().as('n'), fn.min('oldest_unsent_at').as('oldest')])
    .where('revoked', '=', 0)
    .where(({ eb, or }) => or([eb('unsent_entries', '>', 0), eb('unsent_parts', '>', 0)]))
    .executeTakeFirst()
  return { devicesWithUnsent: Number(row?.n ?? 0), oldestUnsentAt: row?.oldest ?? null }
}

/** Named, so that the index on kind and state answers. */
const partKinds = PartRef.options.map(({ entries }) => entries.kind.literal)

/** Counts by index only: a scrape every few seconds must cost a server of millions of records nothing. */
export async function readState(db: Tx): Promise<ServerState> {
  const feeds = await db
    .selectFrom('scope')
    .select(({ fn }) => fn.sum<number>('rev').as('n'))
    .executeTakeFirst()
  return {
    feedRows: Number(feeds?.n ?? 0),
    refusedEntries: await count(
      db
        .selectFrom('entry')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('status', '=', 'refused')
        .executeTakeFirst(),
    ),
    quarantinedEntries: await count(
      db
        .selectFrom('quarantine')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst(),
    ),
    expectedParts: await count(
      db
        .selectFrom('part')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('kind', 'in', partKinds)
        .where('state', '=', 'expected')
        .executeTakeFirst(),
    ),
    ...(await readUnsent(db)),
    backupCoversUntil: await readCoversUntil(db),
  }
}
