import { connect, createServer, type Socket } from 'node:net'

export type Direction = 'up' | 'down'
/** `up` is what the phone sends. */
export type Bytes = Readonly<Record<Direction, number>>

export interface ByteLine {
  readonly url: string
  /** What has gone over the wire so far, headers and all. */
  passed(): Bytes
  /** Lets so many more bytes pass; at the next one every connection is cut, and none is taken until the next call. */
  allow(bytes: Partial<Bytes>): void
  close(): Promise<void>
}

/** A line below HTTP, between a phone and a server: counts each byte and can be cut at any of them. */
export async function startByteLine(targetPort: number): Promise<ByteLine> {
  const passed = { up: 0, down: 0 }
  const left = { up: Infinity, down: Infinity }
  const sockets = new Set<Socket>()
  let isDown = false

  /** The last bytes that were let through arrive; nothing after them does. */
  function cut(lastTo: Socket): void {
    isDown = true
    for (const socket of sockets) if (socket !== lastTo) socket.destroy()
    lastTo.destroySoon()
  }

  function pass(from: Socket, to: Socket, direction: Direction): void {
    from.on('data', (chunk: Buffer) => {
      if (isDown) return
      const through = chunk.subarray(0, left[direction])
      passed[direction] += through.length
      left[direction] -= through.length
      const isReady = to.write(through)
      if (through.length < chunk.length) cut(to)
      else if (!isReady) {
        from.pause()
        to.once('drain', () => from.resume())
      }
    })
    from.on('end', () => to.end())
  }

  const server = createServer((phone) => {
    if (isDown) {
      phone.destroy()
      return
    }
    const onward = connect(targetPort, '127.0.0.1')
    for (const [socket, other] of [
      [phone, onward],
      [onward, phone],
    ] as const) {
      sockets.add(socket)
      // A cut ends both sides; `close` follows every error.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroySoon()
      })
    }
    pass(phone, onward, 'up')
    pass(onward, phone, 'down')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    passed: () => ({ ...passed }),
    allow: ({ up = Infinity, down = Infinity }) => {
      Object.assign(left, { up, down })
      isDown = false
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
