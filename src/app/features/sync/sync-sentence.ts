import type { SyncStatus } from '../../../device/sync/sync-engine.ts'
import { fill, type Catalogue } from '../../texts/text.ts'

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Why there was no contact, where more is known than that nobody answered. */
function offlineWords(t: Catalogue, code: string): string {
  switch (code) {
    case 'network/not-ours':
    case 'network/timeout':
    case 'store/full':
    case 'store/unavailable':
    case 'server/failed':
      return t.problems[code]
    case 'storage/full':
      return t.sync.phoneFull
    default:
      return t.sync.offline
  }
}

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
          return offlineWords(t, last.code)
        case 'loginNeeded':
          return t.sync.loginNeeded
        case 'revoked':
          return t.sync.revoked
      }
  }
}
