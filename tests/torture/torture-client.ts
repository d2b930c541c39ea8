import { createHash, randomUUID } from 'node:crypto'
import type { Random } from '../../src/lib/random.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import type { ApiClient } from '../support/api-client.ts'
import { madeRecord, type MadeEntry, type MadePhoto, type MadeRecord } from './made-records.ts'

/** What the server has given its word for: entries by id, photos by hash with the part that shows them. No bytes: a long torture sends gigabytes. */
export interface Acknowledged {
  readonly entries: Map<string, MadeEntry>
  readonly photos: Map<string, string>
  /** Ids that were answered with something else than `accepted`, with that answer. */
  readonly refused: Map<string, string>
}

/** One call that was answered. */
export interface Answered {
  readonly path: string
  readonly status: number
  /** To the last byte of the answer. */
  readonly tookMs: number
}

export interface TortureClient {
  readonly acknowledged: Acknowledged
  /** Records, sends and repeats until stopped; a call that fails is made again, byte for byte, until it is answered. */
  run(): Promise<void>
  stop(): void
}

const standardMostPerPush = 20

/**
 * A phone's way with the wire, without its database: made-up records, sent until the server says it has them.
 *
 * `serving` resolves once a server listens again: six clients that knock in vain would only slow its start.
 */
export function createTortureClient(options: {
  readonly url: string
  readonly client: ApiClient
  readonly scope: string
  readonly random: Random
  serving(): Promise<void>
  onAnswer(answer: Answered): void
  readonly mostPerPush?: number
  /** Between what it has sent and what it records next; none where it is left out. */
  rest?(): Promise<void>
}): TortureClient {
  const { url, client, scope, random, serving, onAnswer, mostPerPush = standardMostPerPush, rest } = options
  const acknowledged: Acknowledged = { entries: new Map(), photos: new Map(), refused: new Map() }
  let isStopped = false

  /** Null where the line broke or the server could not say: the outcome is unknown. */
  async function ask(method: string, path: string, body: string | Buffer, headers = {}): Promise<unknown> {
    const began = performance.now()
    try {
      const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { ...client.headers, 'content-type': type, ...headers },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      })
      const told: unknown = answer.ok ? await answer.json() : null
      onAnswer({ path, status: answer.status, tookMs: performance.now() - began })
      return told
    } catch {
      return null
    }
  }

  async function untilAnswered(method: string, path: string, body: string | Buffer, headers = {}): Promise<unknown> {
    for (;;) {
      const answer = await ask(method, path, body, headers)
      if (answer !== null || isStopped) return answer
      await new Promise((resolve) => setTimeout(resolve, 5 + random.next() * 20))
      await serving()
    }
  }

  async function push(records: readonly MadeRecord[]): Promise<void> {
    const request = {
      app: 'torture',
      schema: 1,
      device: client.device,
      epoch: null,
      nonce: randomUUID(),
      clock: { at: new Date().toISOString(), monoMs: 0, bootId: 'torture' },
      entries: records.map(({ entry }) => entry),
      smallParts: [],
      cursors: {},
      limit: 1,
    }
    const answer = (await untilAnswered('POST', '/api/sync', JSON.stringify(request))) as {
      readonly results: readonly { readonly id: string; readonly status: string }[]
    } | null
    for (const { id, status } of answer?.results ?? []) {
      const record = records.find((candidate) => candidate.id === id)
      if (record && status === 'accepted') acknowledged.entries.set(id, record.entry)
      else acknowledged.refused.set(id, status)
    }
  }

  async function putChunks({ sha256, bytes }: MadePhoto, indexes: readonly number[]): Promise<void> {
    for (const index of indexes) {
      const chunk = bytes.subarray(index * wireLimits.chunkBytes, (index + 1) * wireLimits.chunkBytes)
      const digest = createHash('sha256').update(chunk).digest('base64')
      await untilAnswered('PUT', `/api/parts/${sha256}/${index}?size=${bytes.length}`, chunk, {
        'content-digest': `sha-256=:${digest}:`,
      })
    }
  }

  async function upload(photo: MadePhoto): Promise<void> {
    const { sha256, bytes } = photo
    let missing: readonly number[] = Array.from(
      { length: Math.ceil(bytes.length / wireLimits.chunkBytes) },
      (_, index) => index,
    )
    while (!isStopped) {
      await putChunks(photo, missing)
      const body = JSON.stringify({ sizeBytes: bytes.length })
      const answer = (await untilAnswered('POST', `/api/parts/${sha256}/commit`, body)) as {
        readonly state: string
        readonly chunks?: readonly number[]
      } | null
      if (answer?.state === 'stored') {
        acknowledged.photos.set(sha256, photo.partId)
        return
      }
      missing = answer?.chunks ?? []
    }
  }

  return {
    acknowledged,
    run: async () => {
      while (!isStopped) {
        const count = 1 + Math.floor(random.next() * mostPerPush)
        const records = Array.from({ length: count }, () => madeRecord(client, scope, random))
        await push(records)
        for (const photo of records.flatMap(({ photos }) => photos)) await upload(photo)
        await rest?.()
      }
    },
    stop: () => (isStopped = true),
  }
}
