export type Gzip = (text: string) => Promise<ArrayBuffer>

/** The browser's own compressor; null where there is none (before Chrome 80 and Safari 16.4). */
export function browserGzip(): Gzip | null {
  if (typeof CompressionStream === 'undefined') return null
  return (text) => new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}
