import * as v from 'valibot'
import { BaseMapArchive, BaseMapResponse } from '../../protocol/base-map.ts'
import type { HttpClient } from '../http/http-client.ts'
import { createArchiveSource } from './archive-source.ts'
import type { BaseMap, BaseMapState } from './base-map.ts'
import { downloadArchive, type DownloadParts } from './download-archive.ts'
import { missingPieces } from './map-pieces.ts'

export interface BaseMapParts extends DownloadParts {
  readonly http: HttpClient
}

/** What is on the shelf beside the pieces: of which map they are, and which one is whole. */
const recordName = 'map.json'
const Kept = v.object({ here: v.nullable(BaseMapArchive), online: BaseMapResponse.entries.online })
type Kept = v.InferOutput<typeof Kept>
const KeptText = v.pipe(v.string(), v.parseJson(), Kept)

/** Fetched without asking, also over a phone's own data; a county's map of 60 MB is not. */
const fetchedUnaskedBytes = 8 * 1024 * 1024

const nothing: BaseMapState = {
  here: null,
  offered: null,
  bytesHere: 0,
  isFetching: false,
  problem: null,
  online: null,
}

/** What the shelf says of itself. A map that lacks a piece (a browser short of room takes some) is none. */
async function readKept({ shelf }: BaseMapParts): Promise<Kept> {
  const bytes = await shelf.read(recordName)
  const found = bytes ? v.safeParse(KeptText, new TextDecoder().decode(bytes)) : null
  if (!found?.success) return { here: null, online: null }
  const { here, online } = found.output
  const isWhole = here !== null && missingPieces(here, await shelf.names()).length === 0
  return { here: isWhole ? here : null, online }
}

async function writeKept({ shelf }: BaseMapParts, kept: Kept): Promise<void> {
  await shelf.write(recordName, new TextEncoder().encode(JSON.stringify(kept)).buffer)
}

/** Pieces of maps that are neither here nor on their way. */
async function dropOthers({ shelf }: BaseMapParts, { here }: Kept): Promise<void> {
  const others = (await shelf.names()).filter((name) => name !== recordName && !name.startsWith(`${here?.sha256}.`))
  for (const name of others) await shelf.remove(name)
}

/** Opens the shelf and says what is on it. */
export async function createBaseMap(parts: BaseMapParts): Promise<BaseMap> {
  let kept = await readKept(parts)
  let state: BaseMapState = { ...nothing, here: kept.here, online: kept.online }
  let lastTurn: Promise<void> = Promise.resolve()
  const listeners = new Set<(state: BaseMapState) => void>()

  function tell(change: Partial<BaseMapState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener(state)
  }

  async function keep(next: Kept): Promise<void> {
    await writeKept(parts, next)
    kept = next
    tell({ here: next.here, online: next.online })
  }

  async function fetchOffered(archive: BaseMapArchive): Promise<void> {
    tell({ isFetching: true })
    await downloadArchive(parts, archive, (bytesHere) => tell({ bytesHere }))
    await keep({ ...kept, here: archive })
    tell({ offered: null, bytesHere: 0 })
    await dropOthers(parts, kept)
  }

  async function refresh(evenLarge: boolean): Promise<void> {
    try {
      const { archive, online } = await parts.http.call('GET', '/api/base-map', BaseMapResponse)
      if (JSON.stringify(online) !== JSON.stringify(kept.online)) await keep({ ...kept, online })
      const offered = archive && archive.sha256 !== kept.here?.sha256 ? archive : null
      tell({ offered, problem: null })
      if (offered && (evenLarge || offered.sizeBytes <= fetchedUnaskedBytes)) await fetchOffered(offered)
    } catch (problem) {
      tell({ problem })
    } finally {
      tell({ isFetching: false })
    }
  }

  return {
    current: () => state,
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh: async ({ evenLarge = false } = {}) => {
      // One at a time; whoever asks for more than the one that runs is served after it.
      const turn = (): Promise<void> => refresh(evenLarge)
      lastTurn = lastTurn.then(turn, turn)
      await lastTurn
    },
    open: () => (kept.here ? createArchiveSource(parts.shelf, kept.here) : null),
  }
}
