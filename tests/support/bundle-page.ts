import { createServer, type Server } from 'node:http'
import { build } from 'vite'

/** A module as a script that a page can load, under the global `name`. */
async function bundle(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry: file, formats: ['iife'], name } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('Vite gave no bundle.')
  return output.output[0].code
}

/** Serves an empty page that has the module's exports as a global, on a port of its own: the same origin for every run. */
export async function servePageWith(file: string, name: string): Promise<{ readonly url: string; close(): void }> {
  const script = await bundle(file, name)
  const server: Server = createServer((request, answer) => {
    const isScript = request.url === '/page.js'
    answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    answer.end(isScript ? script : '<!doctype html><script src="/page.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
