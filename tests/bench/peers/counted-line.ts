import { connect, createServer, type Socket } from 'node:net'

export interface Traffic {
  readonly upBytes: number
  readonly downBytes: number
}

/** The line between page and server: counts what goes over it, and can be cut. */
export interface CountedLine {
  readonly url: string
  /** Since the last time. */
  takeTraffic(): Traffic
  /** Once: every connection is reset when so much more has gone up. */
  cutAfter(upBytes: number): void
  close(): void
}

export async function startCountedLine(targetPort: number): Promise<CountedLine> {
  const open = new Set<Socket>()
  let [up, down, cutAt] = [0, 0, Infinity]

  const cutAll = (): void => {
    cutAt = Infinity
    for (const socket of open) socket.resetAndDestroy()
  }

  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    open.add(near)
    const end = (): void => {
      open.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end).setNoDelay(true)
    near.on('data', (chunk) => {
      up += chunk.length
      if (up >= cutAt) cutAll()
    })
    far.on('data', (chunk) => (down += chunk.length))
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    takeTraffic: () => {
      const traffic = { upBytes: up, downBytes: down }
      ;[up, down] = [0, 0]
      return traffic
    },
    cutAfter: (upBytes) => (cutAt = up + upBytes),
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
