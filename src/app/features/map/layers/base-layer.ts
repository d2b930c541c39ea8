import * as L from 'leaflet'
import { PMTiles, TileType, type Header } from 'pmtiles'
import type { ArchiveSource } from '../../../../device/base-map/archive-source.ts'
import { DeviceProblem } from '../../../../device/device-problem.ts'
import type { OnlineLayer } from '../../../../protocol/base-map.ts'
import type { Palette } from '../palette.ts'
import { createPictureTiles } from './picture-tiles.ts'
import { createVectorTiles } from './vector-tiles.ts'

/** Below everything that is ours. */
const lowest = { zIndex: 1 } as const

const damaged = (failure: unknown): DeviceProblem =>
  failure instanceof DeviceProblem ? failure : new DeviceProblem('map/tile-damaged', failure)

/** The archive; a tile that cannot be read is told and left empty, and the rest of the map is drawn. */
class ToldArchive extends PMTiles {
  readonly #tell: (problem: unknown) => void

  constructor(source: ArchiveSource, tell: (problem: unknown) => void) {
    super(source)
    this.#tell = tell
  }

  override async getZxy(...asked: Parameters<PMTiles['getZxy']>): ReturnType<PMTiles['getZxy']> {
    try {
      return await super.getZxy(...asked)
    } catch (failure) {
      if ((failure as { name?: string }).name === 'AbortError') throw failure
      this.#tell(damaged(failure))
      return undefined
    }
  }
}

async function readHeader(archive: PMTiles): Promise<Header> {
  try {
    return await archive.getHeader()
  } catch (failure) {
    throw damaged(failure)
  }
}

export interface OfflineBase {
  readonly layer: L.GridLayer
  readonly bounds: L.LatLngBounds
}

/** The bureau's archive as a layer, vector or pictures. Rejects where it cannot be read at all. */
export async function createOfflineBase(
  source: ArchiveSource,
  palette: Palette,
  tell: (problem: unknown) => void,
): Promise<OfflineBase> {
  const archive = new ToldArchive(source, tell)
  const header = await readHeader(archive)
  const layer =
    header.tileType === TileType.Mvt
      ? await createVectorTiles(archive, header, palette)
      : createPictureTiles(archive, header)
  layer.setZIndex(lowest.zIndex)
  // Read, and no picture all the same.
  layer.on('tileerror', ({ error }) => tell(damaged(error)))
  const { minLat, minLon, maxLat, maxLon } = header
  return { layer, bounds: L.latLngBounds([minLat, minLon], [maxLat, maxLon]) }
}

/** Tiles of a service on the net: those on the screen, and no others. */
export function createOnlineBase({ urls, subdomains, maxZoom, attribution }: OnlineLayer): L.LayerGroup {
  const layers = urls.map((url) =>
    L.tileLayer(url, {
      ...lowest,
      subdomains,
      maxNativeZoom: maxZoom,
      maxZoom: 20,
      attribution,
      keepBuffer: 1,
      // 天地图 lets a browser's key in by the page that asks; our pages name themselves to nobody else.
      referrerPolicy: 'strict-origin',
    }),
  )
  return L.layerGroup(layers)
}
