import { residentBytes } from './resident-bytes.ts'

/** What one server holds: all of its process, and of that what its own objects take. */
export interface ServerMemory {
  readonly residentBytes: number
  /** Between two collections it rises and falls: only its lowest says what stays. */
  readonly heapUsedBytes: number
}

export interface WatchedServer {
  readonly pid: number
  readonly url: string
  readonly metricsToken: string
}

async function heapUsedBytes({ url, metricsToken }: WatchedServer): Promise<number | null> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  const [, bytes] = /^nodejs_heap_size_used_bytes (\d+)/m.exec(await answer.text()) ?? []
  return bytes === undefined ? null : Number(bytes)
}

/** By its process and by its own word; null where either says nothing. */
export async function memoryOf(server: WatchedServer): Promise<ServerMemory | null> {
  const resident = await residentBytes(server.pid)
  const heapUsed = await heapUsedBytes(server).catch(() => null)
  return resident === null || heapUsed === null ? null : { residentBytes: resident, heapUsedBytes: heapUsed }
}
