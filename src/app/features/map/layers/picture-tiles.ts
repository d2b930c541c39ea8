import * as L from 'leaflet'
import { TileType, type Header, type PMTiles } from 'pmtiles'

const mimes: Readonly<Partial<Record<TileType, string>>> = {
  [TileType.Png]: 'image/png',
  [TileType.Jpeg]: 'image/jpeg',
  [TileType.Webp]: 'image/webp',
  [TileType.Avif]: 'image/avif',
}

class PictureTiles extends L.GridLayer {
  readonly #archive: PMTiles
  readonly #mime: string

  constructor(archive: PMTiles, mime: string, options: L.GridLayerOptions) {
    super(options)
    this.#archive = archive
    this.#mime = mime
  }

  protected override createTile({ z, x, y }: L.Coords, done: L.DoneCallback): HTMLElement {
    const tile = document.createElement('img')
    tile.alt = ''
    void this.#fill(tile, z, x, y).then(
      () => done(undefined, tile),
      (failure: unknown) => done(failure as Error, tile),
    )
    return tile
  }

  async #fill(tile: HTMLImageElement, z: number, x: number, y: number): Promise<void> {
    const found = await this.#archive.getZxy(z, x, y)
    if (!found) return
    const url = URL.createObjectURL(new Blob([found.data], { type: this.#mime }))
    try {
      tile.src = url
      await tile.decode()
    } finally {
      URL.revokeObjectURL(url)
    }
  }
}

/** An archive of pictures; nearer than its last zoom they are enlarged. */
export const createPictureTiles = (archive: PMTiles, { tileType, minZoom, maxZoom }: Header): L.GridLayer =>
  new PictureTiles(archive, mimes[tileType] ?? 'image/png', {
    minNativeZoom: minZoom,
    maxNativeZoom: maxZoom,
    maxZoom: 20,
  })
