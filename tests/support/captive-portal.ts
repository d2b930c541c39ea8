import { createServer } from 'node:http'

export interface CaptivePortal {
  close(): Promise<void>
}

export const loginPage = '<!doctype html><title>wifi login</title><h1>wifi login</h1>'

/** What a hotel's network answers on this port until somebody pays: its own page with 200 for every address but those let through. */
export async function startCaptivePortal(
  port: number,
  letThrough: Readonly<Record<string, Buffer>> = {},
): Promise<CaptivePortal> {
  const server = createServer((request, answer) => {
    const passed = letThrough[request.url ?? '/']
    answer.setHeader('content-type', passed ? 'text/javascript' : 'text/html')
    answer.end(passed ?? loginPage)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
