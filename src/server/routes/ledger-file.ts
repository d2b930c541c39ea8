import type { Readable } from 'node:stream'
import type { Act } from '../audit/write-audit.ts'

export const mimeOf = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
} as const
type LedgerFormat = keyof typeof mimeOf

/** A download as it goes out. */
export interface LedgerFile {
  readonly title: string
  /** For browsers that know no Chinese in names. */
  readonly plainName: string
  readonly format: LedgerFormat
  readonly items: number
  /** What the audit says of it besides. */
  readonly details?: Act['details']
  readonly content: Readable
}

/** RFC 6266: the name in the field's words for today's browsers, and a plain one for the rest. */
export const dispositionOf = (name: string, { plainName, format }: LedgerFile): string =>
  `attachment; filename="${plainName}.${format}"; filename*=UTF-8''${encodeURIComponent(name)}.${format}`
