/** Tried in turn until the picture is small enough; the last one stands whatever it weighs. */
const qualities = [0.82, 0.72, 0.6, 0.5]

/** The best of our qualities whose result is within the limit, or the smallest. */
export async function encodeUnder(
  limitBytes: number,
  encode: (quality: number) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  let bytes = new ArrayBuffer(0)
  for (const quality of qualities) {
    bytes = await encode(quality)
    if (bytes.byteLength <= limitBytes) break
  }
  return bytes
}
