/**
 * A download that says how far it is: frames of one byte of kind, four of length (big-endian) and so many bytes.
 *
 * A zip that is written while it is sent has no length, and nobody who waits for it knows from its bytes how much is still to come.
 */
export const framedType = 'application/vnd.xunhu.frames'

/** What a frame holds: a piece of the file, or how many lines, pictures or days of how many stand in what was sent. */
export const frameKinds = ['data', 'lines', 'pictures', 'days'] as const
export type FrameKind = (typeof frameKinds)[number]

export interface Progress {
  readonly of: Exclude<FrameKind, 'data'>
  readonly done: number
  readonly total: number
}

const headBytes = 5
const progressBytes = 8

function head(kind: FrameKind, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes)
  bytes[0] = frameKinds.indexOf(kind)
  new DataView(bytes.buffer).setUint32(1, sizeBytes)
  return bytes
}

/** What stands before a piece of the file. */
export const dataHead = (sizeBytes: number): Uint8Array<ArrayBuffer> => head('data', sizeBytes)

export function progressFrame({ of, done, total }: Progress): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes + progressBytes)
  bytes.set(head(of, progressBytes))
  const view = new DataView(bytes.buffer, headBytes)
  view.setUint32(0, done)
  view.setUint32(4, total)
  return bytes
}

/** What has come out of the frames so far. */
export type Framed = { readonly data: Uint8Array<ArrayBuffer> } | { readonly progress: Progress }

export interface FrameReader {
  /** The pieces of a download, wherever they were cut. Throws a RangeError on a kind that nobody has written. */
  push(piece: Uint8Array<ArrayBuffer>): readonly Framed[]
  /** Whether what came ends where a frame ends. */
  isWhole(): boolean
}

/** Reads frames out of a stream; pieces of the file pass through, and are not put together. */
export function createFrameReader(): FrameReader {
  let kind: FrameKind | null = null
  let leftBytes = 0
  let kept = new Uint8Array(0)

  function openFrame(bytes: Uint8Array): void {
    const named = frameKinds[bytes[0] ?? -1]
    if (named === undefined) throw new RangeError('No frame begins like this.')
    kind = named
    leftBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1)
  }

  /** One frame, or as much of it as there is; null where more has to come first. */
  function take(bytes: Uint8Array<ArrayBuffer>): readonly [Framed | null, Uint8Array<ArrayBuffer>] | null {
    if (kind === null) {
      if (bytes.byteLength < headBytes) return null
      openFrame(bytes)
      return [null, bytes.subarray(headBytes)]
    }
    if (kind === 'data') {
      const data = bytes.subarray(0, leftBytes)
      leftBytes -= data.byteLength
      if (leftBytes === 0) kind = null
      return data.byteLength === 0 && kind !== null ? null : [{ data }, bytes.subarray(data.byteLength)]
    }
    if (bytes.byteLength < leftBytes) return null
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const progress = { of: kind, done: view.getUint32(0), total: view.getUint32(4) }
    const rest = bytes.subarray(leftBytes)
    kind = null
    return [{ progress }, rest]
  }

  return {
    push: (piece) => {
      let bytes = new Uint8Array(kept.byteLength + piece.byteLength)
      bytes.set(kept)
      bytes.set(piece, kept.byteLength)
      const found: Framed[] = []
      for (let taken = take(bytes); taken; taken = take(bytes)) {
        const [framed, rest] = taken
        if (framed) found.push(framed)
        bytes = rest as typeof bytes
      }
      kept = bytes
      return found
    },
    isWhole: () => kind === null && kept.byteLength === 0,
  }
}
