import type { Finding } from '../finding.ts'

export function gzipLines(findings: readonly Finding[]): Promise<ArrayBuffer> {
  const text = findings.map((finding) => JSON.stringify(finding)).join('\n')
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

export async function readLines(answer: Response): Promise<readonly Finding[]> {
  const text = await answer.text()
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Finding)
}
