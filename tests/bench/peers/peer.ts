import type { Finding } from './finding.ts'

/** What a workload asks of each library, inside the page. Every call resolves when it is done and durable. */
export interface Peer {
  /** Opens a storage that holds nothing. */
  openEmpty(): Promise<void>
  save(finding: Finding, photos: readonly ArrayBuffer[]): Promise<void>
  load(findings: readonly Finding[]): Promise<void>
  /** The newest 50 before this moment that are still open; how many there were. Never the same twice: some keep answers. */
  newest(beforeMs: number): Promise<number>
  /** What a device in use has done long ago, untimed: reads what its server holds so far, if it must before it sends. */
  catchUp(): Promise<void>
  /** Sends all that is unsent, photos too; resolves when the server has it. */
  push(): Promise<void>
  /** Takes in all that the server has; how many findings can then be queried. */
  pull(): Promise<number>
}

/** What an adapter's bundle is told about its server. */
export interface PeerOptions {
  /** Of the page itself, so that no call crosses origins. */
  readonly url: string
  readonly number: string
  readonly password: string
}

/** Every adapter's module exports this, under the name `createPeer`. */
export type CreatePeer = (options: PeerOptions) => Promise<Peer>

export const newestCount = 50
