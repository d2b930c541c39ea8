import type { Size } from './canvas-kit.ts'

/** Start-of-frame markers; C4, C8 and CC in their row are something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function jpegSize(view: DataView): Size | null {
  let at = 2
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    if (isFrame(view.getUint8(at + 1))) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** Width and height by a JPEG's or PNG's own header, before any turning by EXIF; null for other files. Decodes nothing. */
export function pictureSize(buffer: ArrayBuffer): Size | null {
  const view = new DataView(buffer)
  if (view.byteLength < 24) return null
  if (view.getUint16(0) === 0xffd8) return jpegSize(view)
  if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) }
  return null
}
