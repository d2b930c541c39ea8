import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { createTestServer, type TestServer } from '../support/test-server.ts'

/** A call as it is on the wire. */
export interface WireCall {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: string | Buffer
}

/** The real server, which can be killed and started again on the same files. */
export interface SimulatedServer {
  /** The one that runs now. */
  now(): TestServer
  handle(call: WireCall): Promise<LightMyRequestResponse>
  /** Once the calls under way are done: a process that stops in the middle of one is the tests' of the store. */
  restart(): Promise<void>
  /** Keeps the database as it is; the photos' folder is never set back. */
  backUp(): Promise<void>
  /** The database of the last backup, on a new timeline. False where there is none. */
  restore(): Promise<boolean>
  close(): Promise<void>
}

export async function createSimulatedServer(): Promise<SimulatedServer> {
  let server = await createTestServer()
  let restarting: Promise<void> | null = null
  const underWay = new Set<Promise<unknown>>()

  let hasBackup = false
  let restores = 0

  const database = (): string => join(server.dataDir, 'xunhu.sqlite')
  const backup = (): string => join(server.dataDir, 'backup.sqlite')

  async function startAgain(whileClosed?: () => Promise<void>): Promise<void> {
    await Promise.allSettled([...underWay])
    server = await server.restart(whileClosed)
    restarting = null
  }

  async function putBack(): Promise<void> {
    for (const suffix of ['-wal', '-shm']) await rm(database() + suffix, { force: true })
    await copyFile(backup(), database())
  }

  async function nameTimeline(): Promise<void> {
    restores += 1
    const { store } = server.deps
    await store.write((tx) =>
      tx
        .updateTable('meta')
        .set({ value: `restored-${restores}` })
        .where('name', '=', 'epoch')
        .execute(),
    )
  }

  return {
    now: () => server,
    handle: async (call) => {
      while (restarting) await restarting
      const handled = server.app.inject(call)
      underWay.add(handled)
      try {
        return await handled
      } finally {
        underWay.delete(handled)
      }
    },
    restart: () => (restarting ??= startAgain()),
    backUp: async () => {
      // A closed database is one file: its log has been written back.
      restarting ??= startAgain(() => copyFile(database(), backup()))
      await restarting
      hasBackup = true
    },
    restore: async () => {
      if (!hasBackup) return false
      restarting ??= startAgain(putBack)
      await restarting
      await nameTimeline()
      return true
    },
    close: () => server.close(),
  }
}
