import type { SyncStatus } from '../../../device/sync/sync-engine.ts'
import { fill, type Catalogue } from '../../texts/text.ts'

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** What goes on now, else how the last contact ended; `timeOf` writes a moment as people do. */
export function syncSentence(t: Catalogue, { now, last }: SyncStatus, timeOf: (ms: number) => string): string {
  switch (now.phase) {
    case 'sendingEntries':
      return fill(t.sync.sendingEntries, { sent: now.sent, total: now.total })
    case 'receiving':
      return fill(t.sync.receiving, { n: now.received })
    case 'sendingParts':
      return fill(t.sync.sendingParts, { sent: megabytes(now.sentBytes), total: megabytes(now.totalBytes) })
    case 'idle':
      switch (last.health) {
        case 'never':
          return t.sync.never
        case 'ok':
          return fill(t.sync.lastOk, { time: timeOf(last.atMs) })
        case 'offline':
          return t.sync.offline
        case 'loginNeeded':
          return t.sync.loginNeeded
        case 'revoked':
          return t.sync.revoked
      }
  }
}
