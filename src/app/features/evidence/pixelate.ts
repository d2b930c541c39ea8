/** Pixels as a canvas gives them: four bytes each, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** A face or a plate keeps so few cells along its longer side that neither is read back out of them. */
const mostCells = 6
const leastCellPx = 12

interface Cell {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function* pixelsOf({ left, top, right, bottom }: Cell, width: number): Generator<number> {
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) yield (y * width + x) * 4
}

function average({ data, width }: Pixels, cell: Cell): readonly [number, number, number] {
  let [red, green, blue, count] = [0, 0, 0, 0]
  for (const at of pixelsOf(cell, width)) {
    red += data[at] ?? 0
    green += data[at + 1] ?? 0
    blue += data[at + 2] ?? 0
    count += 1
  }
  return [red / count, green / count, blue / count]
}

/** Replaces every cell by its mean colour, in place; what was in it is not in the pixels any more. */
export function pixelate(pixels: Pixels): void {
  const { data, width, height } = pixels
  const cellPx = Math.max(leastCellPx, Math.ceil(Math.max(width, height) / mostCells))
  for (let top = 0; top < height; top += cellPx)
    for (let left = 0; left < width; left += cellPx) {
      const cell = { left, top, right: Math.min(left + cellPx, width), bottom: Math.min(top + cellPx, height) }
      const [red, green, blue] = average(pixels, cell)
      for (const at of pixelsOf(cell, width)) data.set([red, green, blue], at)
    }
}
