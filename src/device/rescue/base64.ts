/** 3 bytes become 4 characters; pieces keep String.fromCharCode's argument list short of every engine's limit. */
export function toBase64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes)
  const pieceBytes = 0x6000
  let binary = ''
  for (let start = 0; start < view.length; start += pieceBytes) {
    binary += String.fromCharCode(...view.subarray(start, start + pieceBytes))
  }
  return btoa(binary)
}

/** Null for what is no base64. */
export function fromBase64(text: string): ArrayBuffer | null {
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
    return bytes.buffer
  } catch {
    return null
  }
}
