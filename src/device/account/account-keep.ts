import { Dexie, type EntityTable } from 'dexie'
import { strictOptions } from '../database/strict-options.ts'
import { accountKeys, accountTurnOf, countAccountTurn, type KeyValues } from './account-memory.ts'

/**
 * Keeps the account memory where the end of the browser cannot take it back.
 *
 * Chromium writes localStorage five seconds after a change, and later where a page changes much (at most sixty times an hour):
 * https://source.chromium.org/chromium/chromium/src/+/main:components/services/storage/dom_storage/local_storage_impl.cc
 * A phone that is killed before has forgotten who signed in, and under which device. Its person cannot begin without network,
 * and under another device the server would refuse what she had recorded (SYNC-8).
 */
export interface AccountKeep {
  /**
   * The quick memory is again what it last was; resolves with whether it was another.
   *
   * Never rejects, and takes as long as the engine does: before it nobody may be given a new device (SYNC-8).
   */
  recall(): Promise<boolean>
  /**
   * Resolves once the memory as it is now survives a kill.
   *
   * Never rejects: a phone that cannot write it down tells so by the person's own database.
   */
  keep(): Promise<void>
}

interface KeptValue {
  readonly key: string
  readonly value: string
}

type AccountDatabase = Dexie & { readonly values: EntityTable<KeptValue, 'key'> }

export interface AccountKeepParts {
  readonly memory: KeyValues
  /** Tests bring their own engine. */
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
}

/** The dot keeps it apart from the database of any person. */
const accountDatabaseName = 'xunhu.account'

const asKeyValues = (rows: readonly KeptValue[]): Pick<KeyValues, 'getItem'> => ({
  getItem: (key) => rows.find((row) => row.key === key)?.value ?? null,
})

export function createAccountKeep({ memory, ...engine }: AccountKeepParts): AccountKeep {
  /** Opened for each use: an erasure waits for whoever has it open. */
  async function withValues<T>(work: (db: AccountDatabase) => Promise<T>): Promise<T> {
    const db = new Dexie(accountDatabaseName, strictOptions(engine))
    db.version(1).stores({ values: 'key' })
    try {
      return await work(db as AccountDatabase)
    } finally {
      db.close()
    }
  }

  const inMemory = (): readonly KeptValue[] =>
    accountKeys.map((key) => ({ key, value: memory.getItem(key) ?? '' })).filter(({ value }) => value !== '')

  const write = (rows: readonly KeptValue[]): Promise<void> =>
    withValues((db) =>
      db.transaction('rw', db.values, async () => {
        await db.values.clear()
        await db.values.bulkPut([...rows])
      }),
    )

  const keep = (): Promise<void> => write(inMemory()).catch(() => undefined)

  function takeBack(rows: readonly KeptValue[]): void {
    const kept = asKeyValues(rows)
    for (const key of accountKeys) {
      const value = kept.getItem(key)
      if (value === null) memory.removeItem(key)
      else memory.setItem(key, value)
    }
  }

  async function recall(): Promise<boolean> {
    // Signed in before there was a keep: as long as nothing was kept, an empty memory would be as late as this one.
    if (accountTurnOf(memory) === 0 && inMemory().length > 0) countAccountTurn(memory)
    const rows = await withValues((db) => db.values.toArray())
    const keptTurn = accountTurnOf(asKeyValues(rows))
    const isBehind = keptTurn > accountTurnOf(memory)
    if (isBehind) takeBack(rows)
    else if (keptTurn < accountTurnOf(memory)) void keep()
    return isBehind
  }

  return { keep, recall: () => recall().catch(() => false) }
}
