import { Dexie, type EntityTable } from 'dexie'
import type { Finding } from '../finding.ts'
import { newestCount, type CreatePeer } from '../peer.ts'
import { readLines } from './lines.ts'

type Findings = Dexie & {
  readonly findings: EntityTable<Finding, 'id'>
  readonly outbox: EntityTable<{ id: string }, 'id'>
  readonly photos: EntityTable<{ key?: number; bytes: ArrayBuffer }, 'key'>
}

const rowsPerWrite = 2_000

/** Dexie and a POST for each record: what one writes without a sync engine. */
export const createPeer: CreatePeer = async ({ url }) => {
  Dexie.debug = false
  let storage = ''
  const db = new Dexie('plain', { chromeTransactionDurability: 'strict', cache: 'disabled' }) as Findings
  db.version(1).stores({ findings: 'id, [status+atMs]', outbox: 'id', photos: '++key' })

  const write = (findings: readonly Finding[], photos: readonly ArrayBuffer[], isOurs: boolean): Promise<void> =>
    db.transaction('rw', [db.findings, db.outbox, db.photos], async () => {
      await db.findings.bulkPut(findings)
      if (isOurs) await db.outbox.bulkPut(findings.map(({ id }) => ({ id })))
      if (photos.length > 0) await db.photos.bulkAdd(photos.map((bytes) => ({ bytes })))
    })

  const inPages = async (findings: readonly Finding[], isOurs: boolean): Promise<void> => {
    for (let from = 0; from < findings.length; from += rowsPerWrite)
      await write(findings.slice(from, from + rowsPerWrite), [], isOurs)
  }

  return {
    openEmpty: async () => {
      await db.delete()
      await db.open()
      storage = crypto.randomUUID()
    },
    save: (finding, photos) => write([finding], photos, true),
    load: (findings) => inPages(findings, true),
    newest: async (beforeMs) =>
      (
        await db.findings
          .where('[status+atMs]')
          .between(['reported', Dexie.minKey], ['reported', beforeMs])
          .reverse()
          .limit(newestCount)
          .toArray()
      ).length,
    catchUp: () => Promise.resolve(),
    push: async () => {
      for (const { id } of await db.outbox.toArray()) {
        const finding = await db.findings.get(id)
        const answer = await fetch(`${url}/lines`, { method: 'POST', body: JSON.stringify(finding) })
        if (answer.ok) await db.outbox.delete(id)
      }
      for (const { key, bytes } of await db.photos.toArray()) {
        const answer = await fetch(`${url}/photos/${storage}-${String(key)}`, { method: 'PUT', body: bytes })
        if (answer.ok) await db.photos.delete(key)
      }
    },
    pull: async () => {
      await inPages(await readLines(await fetch(`${url}/lines`)), false)
      return db.findings.count()
    },
  }
}
