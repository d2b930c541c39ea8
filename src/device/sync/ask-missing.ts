import type { PartId } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { HaveResponse } from '../../protocol/parts.ts'
import type { PartRow } from '../database/rows.ts'
import type { HttpClient } from '../http/http-client.ts'

/** What the server still needs of a part: nothing, or these chunks. */
export type Need = 'stored' | readonly number[]

function needOf(part: PartRow, answer: HaveResponse['parts'][number] | undefined): Need {
  const isAbout = answer?.sha256 === part.sha256
  if (isAbout && answer.state === 'stored') return 'stored'
  const there = new Set(isAbout && answer.state === 'partial' ? answer.chunks : [])
  const count = Math.ceil(part.ref.sizeBytes / wireLimits.chunkBytes)
  return Array.from({ length: count }, (_, index) => index).filter((index) => !there.has(index))
}

/** Asks for many parts in one round trip; no more than `partsPerHave`. */
export async function askMissing(http: HttpClient, rows: readonly PartRow[]): Promise<ReadonlyMap<PartId, Need>> {
  const body = { parts: rows.map(({ sha256, ref }) => ({ sha256, sizeBytes: ref.sizeBytes })) }
  const { parts } = await http.call('POST', '/api/parts/have', HaveResponse, { body })
  return new Map(rows.map((row, index) => [row.partId, needOf(row, parts[index])]))
}
