import * as v from 'valibot'
import { Sha256 } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'

/** What the tiles of an archive are. */
const tileKinds = ['vector', 'png', 'jpeg', 'webp', 'avif'] as const
export type TileKind = (typeof tileKinds)[number]

/** The bureau's offline map: one PMTiles file, named by its hash, that devices fetch piece by piece. */
export const BaseMapArchive = v.looseObject({
  sha256: Sha256,
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.string(),
  tiles: v.picklist(tileKinds),
  /** Hash of each piece of `wireLimits.mapPieceBytes`, the last one shorter: what came whole is known before the rest has come. */
  pieces: v.array(Sha256),
  publishedAt: Instant,
})
export type BaseMapArchive = v.InferOutput<typeof BaseMapArchive>

/** A map of somebody else, shown while there is a network and never kept. `{z} {x} {y}` stand for the tile, `{s}` for a host. */
export const OnlineLayer = v.looseObject({
  name: v.string(),
  urls: v.array(v.string()),
  subdomains: v.array(v.string()),
  maxZoom: v.number(),
  attribution: v.string(),
})
export type OnlineLayer = v.InferOutput<typeof OnlineLayer>

/** GET /api/base-map. The bytes: GET /api/base-map/{sha256} with `range`. */
export const BaseMapResponse = v.looseObject({
  archive: v.nullable(BaseMapArchive),
  online: v.nullable(OnlineLayer),
})
export type BaseMapResponse = v.InferOutput<typeof BaseMapResponse>

/** POST /api/office/base-map: makes a file that the caller has put as a part (PART-3, PART-5) the bureau's map. */
export const PublishBaseMapRequest = v.looseObject({
  sha256: Sha256,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
})
export type PublishBaseMapRequest = v.InferOutput<typeof PublishBaseMapRequest>
