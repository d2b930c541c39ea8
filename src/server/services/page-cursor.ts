import { Problem } from '../problem.ts'

/** Where a page of an office list ended: what the list is sorted by, and the id that tells equals apart. */
export interface PagePosition {
  readonly sortedBy: number
  readonly id: string
}

export const encodeCursor = ({ sortedBy, id }: PagePosition): string =>
  Buffer.from(JSON.stringify([sortedBy, id])).toString('base64url')

/** Throws `request/malformed` for what `encodeCursor` did not make. */
export function decodeCursor(cursor: string): PagePosition {
  try {
    const [sortedBy, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (typeof sortedBy === 'number' && typeof id === 'string') return { sortedBy, id }
  } catch {
    // Not JSON: told below, as any other cursor that is not ours.
  }
  throw new Problem('request/malformed', 'The cursor is not one of ours.', { params: { path: 'cursor' } })
}
