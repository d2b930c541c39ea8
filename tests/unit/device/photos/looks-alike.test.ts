import { describe, expect, test } from 'vitest'
import { looksAlike } from '../../../../src/device/photos/looks-alike.ts'

/** 16 × 16 of RGBA, drawn by a function of the pixel. */
const drawing = (grey: (pixel: number) => number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 16 * 16 * 4 }, (_, index) => (index % 4 === 3 ? 255 : grey(Math.floor(index / 4))))

const street = drawing((pixel) => 40 + ((pixel * 37) % 180))

describe('an encoded picture beside the one that went in', () => {
  test('the same picture with the losses of JPEG looks alike', () => {
    expect(
      looksAlike(
        street,
        drawing((pixel) => 40 + ((pixel * 37) % 180) + (pixel % 2 ? 9 : -9)),
      ),
    ).toBe(true)
  })

  test.each([
    ['black', 0],
    ['white', 255],
    ['grey', 128],
  ])('a picture that came out %s does not', (_name, grey) => {
    expect(
      looksAlike(
        street,
        drawing(() => grey),
      ),
    ).toBe(false)
  })

  test('a wall at night may be black on both sides', () => {
    expect(
      looksAlike(
        drawing(() => 3),
        drawing(() => 0),
      ),
    ).toBe(true)
  })

  test('nothing looks like nothing', () => {
    expect(looksAlike(new Uint8ClampedArray(), new Uint8ClampedArray())).toBe(false)
  })
})
