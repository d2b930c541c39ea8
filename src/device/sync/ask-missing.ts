import type { PartId } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { HaveResponse } from '../../protocol/parts.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { HttpClient } from '../http/http-client.ts'

/** What the server still needs of a part: nothing, or these chunks. */
export type Need = 'stored' | readonly number[]

type Named = Pick<PartRef, 'partId' | 'sha256' | 'sizeBytes'>

function needOf(part: Named, answer: HaveResponse['parts'][number] | undefined): Need {
  const isAbout = answer?.sha256 === part.sha256
  if (isAbout && answer.state === 'stored') return 'stored'
  const there = new Set(isAbout && answer.state === 'partial' ? answer.chunks : [])
  const count = Math.ceil(part.sizeBytes / wireLimits.chunkBytes)
  return Array.from({ length: count }, (_, index) => index).filter((index) => !there.has(index))
}

/** Asks for many parts in one round trip; no more than `partsPerHave`. */
export async function askMissing(http: HttpClient, parts: readonly Named[]): Promise<ReadonlyMap<PartId, Need>> {
  const body = { parts: parts.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })) }
  const { parts: answers } = await http.call('POST', '/api/parts/have', HaveResponse, { body })
  return new Map(parts.map((part, index) => [part.partId, needOf(part, answers[index])]))
}
