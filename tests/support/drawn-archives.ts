import { gzipSync } from 'node:zlib'
import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection } from 'geojson'
import sharp from 'sharp'
import { writeArchive, type ArchiveFacts, type ArchiveTile } from '../../src/server/base-map/write-archive.ts'

/** Maps as other people make them: four tiles of the whole world. */

const world = { west: -180, south: -85, east: 180, north: 85 }
const corners = [0, 1, 2, 3].map((index) => ({ z: 1, x: index % 2, y: index >> 1 }))

const archiveOf = (
  tileType: ArchiveFacts['tileType'],
  bytesOf: (corner: (typeof corners)[number]) => Uint8Array,
  metadata: object = {},
): Buffer => {
  const tiles: readonly ArchiveTile[] = corners.map((corner) => ({ ...corner, bytes: bytesOf(corner) }))
  return Buffer.from(writeArchive(tiles, { tileType, bounds: world, metadata }))
}

const picture = (background: string) => sharp({ create: { width: 64, height: 64, channels: 3, background } })

export async function pngArchive(background: string): Promise<Buffer> {
  const bytes = await picture(background).png().toBuffer()
  return archiveOf(2, () => bytes)
}

export async function webpArchive(background: string): Promise<Buffer> {
  const bytes = await picture(background).webp({ lossless: true }).toBuffer()
  return archiveOf(4, () => bytes)
}

/** A vector map whose layers have names that no style knows: a ground, a way and a place. */
export function vectorArchive(): Buffer {
  const ground = [
    [-170, -80],
    [170, -80],
    [170, 80],
    [-170, 80],
    [-170, -80],
  ]
  const layers: Readonly<Record<string, FeatureCollection['features'][number]['geometry']>> = {
    gelaende: { type: 'Polygon', coordinates: [ground] },
    wege: {
      type: 'LineString',
      coordinates: [
        [60, 10],
        [140, 40],
      ],
    },
    orte: { type: 'Point', coordinates: [100, 25] },
  }
  const indexes = Object.entries(layers).map(([name, geometry]) => {
    const data: FeatureCollection = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name }, geometry }],
    }
    return [name, new GeoJSONVT(data, { maxZoom: 1, extent: 4096 })] as const
  })
  const tileAt = ({ z, x, y }: (typeof corners)[number]): Uint8Array => {
    const drawn = indexes.flatMap(([name, index]) => {
      const tile = index.getTile(z, x, y)
      return tile ? [[name, tile] as const] : []
    })
    return gzipSync(fromGeojsonVt(Object.fromEntries(drawn), { version: 2, extent: 4096 }))
  }
  return archiveOf(1, tileAt, { vector_layers: Object.keys(layers).map((id) => ({ id })) })
}

/** Files that begin well and hold nothing that can be drawn. */
export const brokenPictures = (): Buffer => archiveOf(2, () => Buffer.from('no picture'))
export const brokenVectors = (): Buffer => archiveOf(1, () => Buffer.from('no tile'))
export const brokenDirectory = async (): Promise<Buffer> => {
  const archive = await pngArchive('#123456')
  return Buffer.concat([archive.subarray(0, 127), Buffer.alloc(archive.length - 127, 7)])
}
