import { encode } from 'uqr'

/** A code as one path in a box of so many squares a side, its quiet border included. */
export interface LabelCode {
  readonly sizeSquares: number
  readonly path: string
}

/** Level M: 15 % of the code may be under dirt or a drip of paint. The border is four squares, as the standard asks. */
export function labelCode(text: string): LabelCode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const runs = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { sizeSquares: size, path: runs.join('') }
}
