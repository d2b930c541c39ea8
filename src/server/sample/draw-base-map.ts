import { gzipSync } from 'node:zlib'
import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection } from 'geojson'
import { writeArchive, type ArchiveTile } from '../base-map/write-archive.ts'
import { sampleBounds, sampleMapLayers } from './bureau/base-map.ts'

const minZoom = 8
/** A tile of 512 m: nearer than this, phones enlarge what is drawn from it. */
const maxZoom = 16
/** Steps across a tile: of 12 cm in the nearest one. */
const extent = 4096
const tilesBefore = (zoom: number): number => 2 ** zoom

/** Where a place lies among the tiles of a zoom (Web Mercator). */
const columnOf = (lng: number, zoom: number): number => Math.floor(((lng + 180) / 360) * tilesBefore(zoom))
function rowOf(lat: number, zoom: number): number {
  const radians = (lat * Math.PI) / 180
  return Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * tilesBefore(zoom))
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)

function placesAt(zoom: number): { readonly z: number; readonly x: number; readonly y: number }[] {
  const { southWest, northEast } = sampleBounds
  const rows = range(rowOf(northEast.lat, zoom), rowOf(southWest.lat, zoom))
  return range(columnOf(southWest.lng, zoom), columnOf(northEast.lng, zoom)).flatMap((x) =>
    rows.map((y) => ({ z: zoom, x, y })),
  )
}

function drawTiles(): ArchiveTile[] {
  const layers = Object.entries(sampleMapLayers).map(([name, features]) => {
    const data: FeatureCollection = { type: 'FeatureCollection', features: [...features] }
    return [name, new GeoJSONVT(data, { maxZoom, extent, tolerance: 1 })] as const
  })
  return range(minZoom, maxZoom)
    .flatMap(placesAt)
    .map(({ z, x, y }) => {
      const drawn = layers.flatMap(([name, index]) => {
        const tile = index.getTile(z, x, y)
        return tile ? [[name, tile] as const] : []
      })
      return {
        z,
        x,
        y,
        bytes: gzipSync(fromGeojsonVt(Object.fromEntries(drawn), { version: 2, extent }), { level: 9 }),
      }
    })
}

const fields = { kind: 'String', name: 'String' }

/** The sample bureau's offline map: a PMTiles file of its streets, schools and perimeters; the same at every start. */
export function drawBaseMap(): Uint8Array {
  const { southWest, northEast } = sampleBounds
  const layers = Object.keys(sampleMapLayers).map((id) => ({ id, fields, minzoom: minZoom, maxzoom: maxZoom }))
  return writeArchive(drawTiles(), {
    tileType: 1,
    bounds: { west: southWest.lng, south: southWest.lat, east: northEast.lng, north: northEast.lat },
    metadata: { name: '示例区', attribution: '示例区城管局', vector_layers: layers },
  })
}
