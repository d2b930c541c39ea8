import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

export interface ScriptBundle {
  readonly code: string
  readonly gzipBytes: number
}

/** A module of this folder with all that it imports, minified, as the script of a page under a global name. */
export async function bundleScript(file: string, name: string): Promise<ScriptBundle> {
  const entry = fileURLToPath(new URL(file, import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: { write: false, minify: true, target: 'es2022', lib: { entry, formats: ['iife'], name } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('Vite gave no bundle.')
  const { code } = output.output[0]
  return { code, gzipBytes: gzipSync(code, { level: 9 }).length }
}
