import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

export interface ZipFile {
  readonly path: string
  /** What is packed already is not packed again. */
  readonly isPacked: boolean
  readonly content: AsyncIterable<Uint8Array>
}

const nothing = new Uint8Array(0)

/**
 * A ZIP archive of these files, piece by piece: one file at a time, of which no more is held than the packer does.
 *
 * `nowMs` stands in the archive as the time of every file. Rejects with what a content rejects with.
 */
export async function* zipped(files: AsyncIterable<ZipFile>, nowMs: number): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const archive = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for await (const { path, isPacked, content } of files) {
    const file = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    file.mtime = nowMs
    archive.add(file)
    for await (const piece of content) {
      file.push(piece)
      yield* ready.splice(0)
    }
    file.push(nothing, true)
    yield* ready.splice(0)
  }
  archive.end()
  yield* ready.splice(0)
}
