/** RFC 5545, 3.1: a line has at most 75 octets, its break not counted. */
const mostOctets = 75

function octetsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

/** A content line in pieces of at most 75 octets, the further ones behind a blank; no sign is cut in two. */
export function foldIcsLine(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const sign of line) {
    const more = octetsOf(sign)
    if (octets + more > mostOctets) {
      pieces.push(piece)
      // The blank counts in the new line.
      piece = ' '
      octets = 1
    }
    piece += sign
    octets += more
  }
  return [...pieces, piece].join('\r\n')
}

/** A text as a value (3.3.11): backslash, semicolon, comma and line break are escaped, other control signs are left out. */
export const icsText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

/** A moment in UTC (3.3.5), which needs no time zone to be told along: 20261122T234000Z. */
export const icsUtc = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')
