import type { Sha256 } from '../../../domain/ids.ts'
import type { EntryEnvelope } from '../../../domain/journal/entry.ts'
import { canonicalJson } from '../../../lib/canonical-json.ts'

/** A record, a photo or a voice note by its id, and what its bytes hash to. */
export interface HashedPiece {
  readonly id: string
  readonly sha256: Sha256
}

/** What the hash of a record is of: the same text as on the server, which never changes it. */
export const hashedTextOf = (entry: EntryEnvelope): string => canonicalJson(entry)

/** One line for each piece, as `sha256sum` writes and reads them. */
export const hashLines = (pieces: readonly HashedPiece[]): readonly string[] =>
  pieces.map(({ id, sha256 }) => `${sha256}  ${id}`)

/** What the one hash of the whole is of: the lines as a text file holds them. */
export const hashedListOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
