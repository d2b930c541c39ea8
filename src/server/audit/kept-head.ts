import type { Tx } from '../store/store.ts'

/** How long the audit was once, and the hash of its last line then: kept where nobody who holds the database can reach. */
export interface KeptHead {
  readonly lines: number
  readonly hash: string
}

export const writtenHead = ({ lines, hash }: KeptHead): string => `${lines}:${hash}`

/** Null for what no head is written like. */
export function readHead(written: string): KeptHead | null {
  const [, lines, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(written) ?? []
  return lines === undefined || hash === undefined ? null : { lines: Number(lines), hash }
}

/** Of heads that were kept, those that today's chain does not go through: its lines up to there were written anew, or are gone. */
export async function unmetHeads(db: Tx, heads: readonly KeptHead[]): Promise<readonly KeptHead[]> {
  const unmet: KeptHead[] = []
  for (const head of heads) {
    const line = await db.selectFrom('audit_line').select('hash').where('seq', '=', head.lines).executeTakeFirst()
    if (line?.hash !== head.hash) unmet.push(head)
  }
  return unmet
}
