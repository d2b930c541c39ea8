import type { EntryId, PartId } from '../../src/domain/ids.ts'
import type { JournalEntry } from '../../src/domain/journal/entry.ts'
import type { Tx } from '../../src/server/store/store.ts'
import type { SimulatedPhone } from './simulated-phone.ts'

/** What a person was told is saved. */
export interface Promised {
  readonly phone: SimulatedPhone
  readonly entry: JournalEntry
}

/** Everything that 已保存 was said for, and what of it a phone without storage can no longer send. */
export interface Promises {
  add(phone: SimulatedPhone, entries: readonly JournalEntry[]): void
  /** What must be on the server in the end. */
  all(): readonly Promised[]
  /** Parts whose bytes nobody has any more. */
  isLost(partId: PartId): boolean
  /** The server had it, the phone of its author no longer, and a restore took it away: others may still hold it. */
  isGone(entryId: EntryId): boolean
  /** The phone has nothing now: the server's copy is the only one, and what it lacks is honestly lost. */
  phoneEmptied(phone: SimulatedPhone, server: Tx): Promise<void>
  /** The server went back in time: what was only there is gone with it. */
  serverWentBack(server: Tx): Promise<void>
}

const storedStates = ['stored', 'unreadable'] as const

export function createPromises(): Promises {
  let promised: Promised[] = []
  const onlyOnServer = new Set<EntryId>()
  const lostParts = new Set<PartId>()
  const gone = new Set<EntryId>()

  /** Gives up what the server does not hold of these. */
  async function giveUp(server: Tx, isAlone: (item: Promised) => boolean): Promise<void> {
    const entries = await server.selectFrom('entry').select('id').execute()
    const there = new Set<string>(entries.map((row) => row.id))
    const parts = await server
      .selectFrom('part')
      .select('part_id')
      .where('state', 'in', [...storedStates])
      .execute()
    const stored = new Set<string>(parts.map((row) => row.part_id))
    for (const { entry } of promised.filter(isAlone))
      for (const { partId } of entry.parts) if (!stored.has(partId)) lostParts.add(partId)
    for (const { entry } of promised.filter((item) => isAlone(item) && !there.has(item.entry.id))) gone.add(entry.id)
    promised = promised.filter(({ entry }) => !gone.has(entry.id))
  }

  return {
    add: (phone, entries) => promised.push(...entries.map((entry) => ({ phone, entry }))),
    all: () => promised,
    isLost: (partId) => lostParts.has(partId),
    isGone: (entryId) => gone.has(entryId),
    phoneEmptied: async (phone, server) => {
      await giveUp(server, (item) => item.phone === phone)
      for (const item of promised) if (item.phone === phone) onlyOnServer.add(item.entry.id)
    },
    serverWentBack: (server) => giveUp(server, (item) => onlyOnServer.has(item.entry.id)),
  }
}
