/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import type { PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute, setCatchHandler } from 'workbox-routing'
import { reopenPage } from './reopen-page.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | PrecacheEntry)[] }

/**
 * Serves the app's shell and nothing else: no database, no API, no request but GET.
 *
 * It installs beside the old one and waits; a tap on the update prompt sends `SKIP_WAITING`, never the worker itself.
 */
cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/(api|healthz|readyz|metrics)\b/] }),
)

// A rejected respondWith shows the browser's own error page: every miss gets an answer instead.
setCatchHandler(({ request }) =>
  Promise.resolve(
    request.mode === 'navigate'
      ? new Response(reopenPage, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      : Response.error(),
  ),
)

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

// Without it the first session is not controlled, and neither 离线可用 nor an update would be true in it.
clientsClaim()
