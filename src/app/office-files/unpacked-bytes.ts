/** Records of a ZIP archive: its end, and the line of each file in the directory before it (APPNOTE 4.3.12, 4.3.16). */
const endMark = 0x06054b50
const fileMark = 0x02014b50
const endBytes = 22
const fileBytes = 46
const longestComment = 0xffff

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endBytes - longestComment)
  for (let at = view.byteLength - endBytes; at >= first; at -= 1) if (view.getUint32(at, true) === endMark) return at
  return null
}

/**
 * What an archive says it unpacks to; null where it is none.
 *
 * A file of 10 MB can unpack to 10 GB. The reader of Excel files makes room by these same numbers, so that one that lies here
 * unpacks no further than it says.
 */
export function unpackedBytes(bytes: ArrayBuffer): number | null {
  const view = new DataView(bytes)
  const end = view.byteLength < endBytes ? null : findEnd(view)
  if (end === null) return null
  let sum = 0
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + fileBytes > view.byteLength || view.getUint32(at, true) !== fileMark) return null
    sum += view.getUint32(at + 24, true)
    at += fileBytes + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return sum
}
