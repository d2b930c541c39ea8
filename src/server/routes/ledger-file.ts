import type { Readable } from 'node:stream'
import type { Act } from '../audit/write-audit.ts'
import { framedType } from '../../protocol/progress-frames.ts'
import { createLedgerMeter, framed, unframed, type LedgerMeter } from '../exports/ledger-meter.ts'

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
  /** Tells the meter how far it is, where that is known. */
  readonly content: (meter: LedgerMeter) => Readable
  /** In frames that say how far it is (DOC-8). */
  readonly isFramed: boolean
}

/** RFC 6266: the name in the field's words for today's browsers, and a plain one for the rest. */
export const dispositionOf = (name: string, { plainName, format }: LedgerFile): string =>
  `attachment; filename="${plainName}.${format}"; filename*=UTF-8''${encodeURIComponent(name)}.${format}`

/** What goes out: the file as it is, or in frames whose type names the file's. */
export function bodyOf({ content, format, isFramed }: LedgerFile): { readonly type: string; readonly body: Readable } {
  const meter = createLedgerMeter()
  const body = content(meter)
  const type = mimeOf[format]
  return isFramed
    ? { type: `${framedType}; of="${type}"`, body: framed(body, meter) }
    : { type, body: unframed(body, meter) }
}
