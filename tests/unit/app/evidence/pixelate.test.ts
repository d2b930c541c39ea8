import { expect, test } from 'vitest'
import { pixelate, type Pixels } from '../../../../src/app/features/evidence/pixelate.ts'

const drawn = (width: number, height: number, grey: (x: number, y: number) => number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < width * height; at += 1) {
    const shade = grey(at % width, Math.floor(at / width))
    data.set([shade, shade, shade, 255], at * 4)
  }
  return { data, width, height }
}
const shades = ({ data }: Pixels): readonly number[] => [...data].filter((_byte, at) => at % 4 === 0)

test('what was in a cell is its mean and nothing else: pictures of the same means become the same picture', () => {
  const stripes = drawn(72, 72, (x) => (x % 2 === 0 ? 40 : 60))
  const rows = drawn(72, 72, (_x, y) => (y % 2 === 0 ? 60 : 40))
  pixelate(stripes)
  pixelate(rows)
  expect(new Set(shades(stripes))).toEqual(new Set([50]))
  expect(stripes.data).toEqual(rows.data)
})

test.each([
  [600, 120],
  [120, 600],
  [601, 333],
])('at most six cells are left along the longer side of %i × %i', (width, height) => {
  const pixels = drawn(width, height, (x, y) => (x * 7 + y * 13) % 256)
  pixelate(pixels)
  const line = width >= height ? shades(pixels).slice(0, width) : shades(pixels).filter((_s, at) => at % width === 0)
  const changes = line.filter((shade, at) => at > 0 && shade !== line[at - 1]).length
  expect(changes).toBeLessThanOrEqual(5)
  expect(changes).toBeGreaterThan(0)
})

test('a small one has cells of 12 pixels, and the last ones are cut', () => {
  const pixels = drawn(20, 13, (x) => (x < 12 ? 10 : 200))
  pixelate(pixels)
  expect(shades(pixels).slice(0, 20)).toEqual([...Array(12).fill(10), ...Array(8).fill(200)])
})

test('it stays opaque', () => {
  const pixels = drawn(40, 40, (x) => x)
  pixelate(pixels)
  expect(new Set(pixels.data.filter((_byte, at) => at % 4 === 3))).toEqual(new Set([255]))
})
