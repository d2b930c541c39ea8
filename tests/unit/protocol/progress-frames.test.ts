import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFrameReader, dataHead, progressFrame, type Framed } from '../../../src/protocol/progress-frames.ts'

const lines = { of: 'lines', done: 3, total: 10 } as const
const pictures = { of: 'pictures', done: 70_000, total: 80_000 } as const
const file = Uint8Array.from({ length: 300 }, (_, index) => index % 256)
const stream = Uint8Array.from([
  ...progressFrame(lines),
  ...dataHead(200),
  ...file.subarray(0, 200),
  ...dataHead(0),
  ...progressFrame(pictures),
  ...dataHead(100),
  ...file.subarray(200),
])

function readIn(cuts: readonly number[], all = stream) {
  const reader = createFrameReader()
  const ends = [...new Set(cuts.map((cut) => cut % all.byteLength))].sort((left, right) => left - right)
  const found: Framed[] = []
  for (const [index, from] of [0, ...ends].entries())
    found.push(...reader.push(all.slice(from, ends[index] ?? all.byteLength)))
  const data = found.flatMap((each) => ('data' in each ? [...each.data] : []))
  const told = found.flatMap((each) => ('progress' in each ? [each.progress] : []))
  return { data, told, isWhole: reader.isWhole() }
}

describe('[DOC-8] a download in frames', () => {
  test('gives the file and what was told, wherever the network cuts it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        expect(readIn(cuts)).toEqual({ data: [...file], told: [lines, pictures], isWhole: true })
      }),
    )
  })

  test('is not whole when it ends within a frame', () => {
    const ends = Array.from({ length: 13 + 5 + 200 }, (_, index) => readIn([], stream.slice(0, index + 1)))
    expect(ends.flatMap(({ isWhole }, index) => (isWhole ? [index + 1] : []))).toEqual([13, 218])
  })

  test('is nothing else that happens to come', () => {
    expect(() => createFrameReader().push(new TextEncoder().encode('<html>'))).toThrow(RangeError)
  })
})
