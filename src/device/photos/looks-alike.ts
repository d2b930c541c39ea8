/** What JPEG and two ways of making a picture smaller change in a channel's mean; a blank picture is far beyond. */
const allowedMeanDifference = 24

/**
 * Whether two small RGBA drawings of one picture show the same.
 *
 * A canvas over an iPhone's memory limit comes out white or black without an exception; this is what tells.
 */
export function looksAlike(left: Uint8ClampedArray, right: Uint8ClampedArray): boolean {
  if (left.length === 0 || left.length !== right.length) return false
  const sum = left.reduce((total, value, index) => total + Math.abs(value - (right[index] ?? 0)), 0)
  // Alpha is equal everywhere: three of four values can differ.
  return sum / (left.length * 0.75) <= allowedMeanDifference
}
