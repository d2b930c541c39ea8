import { writeArchive } from '../../src/server/base-map/write-archive.ts'

/** Four pixels of PNG: what they show is no matter to who stores them. */
const pngTile = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGNkYPjPwMDAxAAGAAkdAQN5PuUQAAAAAElFTkSuQmCC',
  'base64',
)

/** A small archive of pictures; another `seed` gives other bytes. */
export function pictureArchive(seed = 0, metadata: Readonly<Record<string, unknown>> = {}): Buffer {
  const tiles = Array.from({ length: 4 }, (_, index) => ({ z: 1, x: index % 2, y: index >> 1, bytes: pngTile }))
  const bounds = { west: -180, south: -85, east: 180, north: 85 }
  return Buffer.from(writeArchive(tiles, { tileType: 2, bounds, metadata: { name: `archive ${seed}`, ...metadata } }))
}

/** The same file with one byte of its header changed. */
export function withHeaderByte(archive: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(archive)
  changed.writeUInt8(value, at)
  return changed
}
