import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'

const yearSeconds = 31_536_000

/**
 * For the page, wherever it is opened, from the worker's cache too.
 *
 * It keeps a page of https that is left out of WebKit's cache for 返回 (WebCore `BackForwardCache.cpp`). There it keeps its
 * transactions, which never end, and whoever writes in the next page waits for ever (seen in WebKitGTK 2.50).
 */
const cachingOfPage = 'no-store'

/** Names of built assets hold their content's hash; everything else may change under its name. */
function cachingOf(path: string): string {
  if (path.endsWith('.html')) return cachingOfPage
  return /[/\\]assets[/\\]/.test(path) ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'
}

/** Serves the built app, and assets of builds before it; a navigation to any screen gets the shell. */
export async function registerStaticApp(
  app: FastifyInstance,
  { distDir, keptAssetsDirs }: Pick<AppDeps, 'distDir' | 'keptAssetsDirs'>,
): Promise<void> {
  if (distDir) {
    await app.register(fastifyStatic, {
      root: [distDir, ...keptAssetsDirs],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cachingOf(path))
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isScreen =
      distDir !== null &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    if (!isScreen) throw new Problem('request/not-found', 'There is nothing here.')
    return reply.header('cache-control', cachingOfPage).sendFile('index.html')
  })
}
