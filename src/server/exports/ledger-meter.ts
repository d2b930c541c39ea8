import { Readable } from 'node:stream'
import { dataHead, progressFrame, type Progress } from '../../protocol/progress-frames.ts'
import type { LedgerLine } from './ledger-table.ts'

/** How far a 台账 is that is read while it is written. */
export interface LedgerMeter {
  tell(progress: Progress): void
  /** What was told last; null before anything was. */
  latest(): Progress | null
}

export function createLedgerMeter(): LedgerMeter {
  let told: Progress | null = null
  return { tell: (progress) => (told = progress), latest: () => told }
}

/** The lines as they pass, counted. */
export async function* metered(
  lines: AsyncIterable<LedgerLine>,
  total: number,
  meter: LedgerMeter,
): AsyncGenerator<LedgerLine> {
  let done = 0
  for await (const line of lines) {
    done += 1
    meter.tell({ of: 'lines', done, total })
    yield line
  }
}

/** Nobody sees less of it than one in a hundred. */
const isNews = (before: Progress | null, now: Progress): boolean =>
  before === null ||
  before.of !== now.of ||
  now.done === now.total ||
  (now.done - before.done) * 100 >= Math.max(1, now.total)

/** A frame for each line of a CSV would be a piece of memory for each line in the browser that takes it, and a write for each. */
const leastPieceBytes = 64 * 1024

/** The file, or what stands between its pieces, in writes that are worth one. */
async function* pieces(content: Readable, meter: LedgerMeter, isFramed: boolean): AsyncGenerator<Uint8Array> {
  let told: Progress | null = null
  let gathered: Uint8Array[] = []
  let gatheredBytes = 0
  function* flush(): Generator<Uint8Array> {
    if (gatheredBytes === 0) return
    yield Buffer.concat(isFramed ? [dataHead(gatheredBytes), ...gathered] : gathered)
    gathered = []
    gatheredBytes = 0
  }
  for await (const piece of content as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    gathered.push(bytes)
    gatheredBytes += bytes.byteLength
    const now = meter.latest()
    if (isFramed && now !== null && now !== told && isNews(told, now)) yield progressFrame((told = now))
    if (gatheredBytes >= leastPieceBytes) yield* flush()
  }
  yield* flush()
}

/** The file in frames, with how far it is in between. */
export const framed = (content: Readable, meter: LedgerMeter): Readable => Readable.from(pieces(content, meter, true))

/** The file as it is. */
export const unframed = (content: Readable, meter: LedgerMeter): Readable =>
  Readable.from(pieces(content, meter, false))
