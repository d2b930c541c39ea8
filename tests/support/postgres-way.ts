import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'

/** A way to a PostgreSQL on which an answer can be kept back. */
export interface PostgresWay {
  /** Of the same database, over this way. */
  readonly url: string
  /**
   * From the next message with these bytes on, the database's answers are kept back; resolves when it has given the first.
   *
   * They arrive in one piece when the database ends the connection, or never after `cut`.
   */
  keepBackAfter(words: string): Promise<void>
  /** As `keepBackAfter`, but nothing arrives ever, not even the end: as where the network is gone. */
  loseAfter(words: string): Promise<void>
  /** Ends the connection whose answers are kept back, and they with it. */
  cut(): void
  /** Ends all connections and takes none until `open`. */
  block(): void
  open(): void
  close(): Promise<void>
}

interface Watched {
  readonly words: string
  readonly then: 'keepBack' | 'lose'
  onAnswer(): void
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

/** `url` names a socket's folder, as that of the run's cluster does. */
export async function startPostgresWay(url: string): Promise<PostgresWay> {
  const { pathname, searchParams } = new URL(url)
  const socketPath = join(searchParams.get('host') ?? '', '.s.PGSQL.5432')
  const sockets = new Set<Socket>()
  let watched: Watched | null = null
  let keptFor: Socket | null = null
  let isBlocked = false

  const endAll = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }

  const watch = (words: string, then: Watched['then']): Promise<void> =>
    new Promise((onAnswer) => (watched = { words, then, onAnswer }))

  const server = createServer((client) => {
    if (isBlocked) return void client.destroy()
    const database = connect(socketPath)
    const kept: Buffer[] = []
    let met: Watched | null = null
    for (const socket of [client, database]) sockets.add(socket.on('error', () => undefined))
    client.on('data', (bytes: Buffer) => {
      if (watched && bytes.includes(watched.words)) {
        met = watched
        watched = null
        keptFor = client
      }
      database.write(bytes)
    })
    client.on('close', () => database.destroy())
    database.on('data', (bytes: Buffer) => {
      if (!met) return void client.write(bytes)
      kept.push(bytes)
      met.onAnswer()
    })
    database.on('close', () => met?.then === 'lose' || client.end(Buffer.concat(kept)))
  })
  const port = await listening(server)

  return {
    url: `postgres://${searchParams.get('user') ?? ''}@127.0.0.1:${port}${pathname}`,
    keepBackAfter: (words) => watch(words, 'keepBack'),
    loseAfter: (words) => watch(words, 'lose'),
    cut: () => keptFor?.destroy(),
    block: () => {
      isBlocked = true
      endAll()
    },
    open: () => {
      isBlocked = false
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        endAll()
      }),
  }
}
