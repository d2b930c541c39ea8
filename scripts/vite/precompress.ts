import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const isWorthIt = (name: string, sizeBytes: number): boolean =>
  /\.(js|css|html|svg|webmanifest)$/.test(name) && sizeBytes > 1024

/**
 * Writes .br and .gz beside what the server sends, except sw.js.
 *
 * A compressed sw.js that outlives its original would pin every phone to the old build.
 */
export const precompress = (outDir: string): Plugin => ({
  name: 'precompress',
  apply: 'build',
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name === 'sw.js') continue
        const path = join(entry.parentPath, entry.name)
        const bytes = readFileSync(path)
        if (!isWorthIt(entry.name, bytes.length)) continue
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  },
})
