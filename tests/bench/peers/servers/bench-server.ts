/** A server that a peer syncs with, and what stands on it. */
export interface BenchServer {
  readonly port: number
  findings(): Promise<number>
  /** Whole ones. */
  photos(): Promise<number>
  close(): Promise<void>
}
