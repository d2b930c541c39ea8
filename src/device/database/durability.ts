import type { XunhuDatabase } from './database.ts'
import { loadFact } from './facts.ts'
import type { JournalRow, PartRow } from './rows.ts'

/** What of this device's records would survive the loss of the server's disk, by the server's last word. */
export interface Durability {
  coversEntry(row: Pick<JournalRow, 'scope' | 'rev'>): boolean
  /** Of a part that the server has stored. */
  coversPart(part: Pick<PartRow, 'isInBackup'>): boolean
}

/** By how much the server's clock may be off as this device knows it. */
const clockMarginMs = 60_000

/** A photo that came after the backup that covers its record is on one disk only. What an older build sent came long before. */
export const isCovered = ({ storedAtMs = 0 }: Pick<PartRow, 'storedAtMs'>, coversUntilMs: number | null): boolean =>
  coversUntilMs !== null && storedAtMs + clockMarginMs <= coversUntilMs

/** Reads facts alone, inside the caller's transaction. */
export async function loadDurability(db: XunhuDatabase): Promise<Durability> {
  const durable = (await loadFact(db, 'durable')) ?? {}
  const backup = await loadFact(db, 'backup')
  return {
    coversEntry: ({ scope, rev }) => rev > 0 && rev <= (durable[scope] ?? 0),
    coversPart: ({ isInBackup }) => backup === undefined || isInBackup === true,
  }
}
