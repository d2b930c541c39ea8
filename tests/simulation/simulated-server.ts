import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { LightMyRequestResponse } from 'fastify'
import { verifyCopy, type VerifiedCopy } from '../../src/server/backup/verify-copy.ts'
import { saveBackupCover } from '../../src/server/services/durable-revisions.ts'
import type { Tx } from '../../src/server/store/store.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'
import { boundPages } from './doomed-database.ts'
import { foundedDatabase } from './founded-database.ts'
import { openServer, type RunningServer } from './running-server.ts'
import type { ServerDisk } from './server-disk.ts'
import { simulationFolder } from './simulation-folder.ts'

/** A call as it is on the wire. */
export interface WireCall {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: string | Buffer
}

/** The real server, which can be killed and started again on the same files. */
export interface SimulatedServer {
  readonly clock: ManualClock
  /** The one that runs now. */
  now(): RunningServer
  /** Rejects where the process dies before it has answered. */
  handle(call: WireCall): Promise<LightMyRequestResponse>
  /** Something that the office does; false where the server died of it. */
  office(job: (tx: Tx) => Promise<void>): Promise<boolean>
  /** Looks into its database, whatever goes wrong there. */
  look<T>(job: (db: Tx) => Promise<T>): Promise<T>
  /** Once the calls under way are done. */
  restart(): Promise<void>
  /** The process ends before its `steps`-th statement or file call from now, and is started again on the files as they are. */
  dieAfter(steps: number): void
  /** The disk takes no more than this; `saysSo`: the system tells beforehand. */
  fillDisk(room: { readonly pages: number; readonly bytes: number; readonly saysSo: boolean }): void
  emptyDisk(): void
  /** Whatever went wrong with it is over. */
  mend(): Promise<void>
  /** Keeps the database and the photos as they are and tells what that covers. */
  backUp(): Promise<void>
  /**
   * The database and the photos of the last backup, put back without a word to the server. False where there is none.
   *
   * `silently`: the mark of its timeline with it, as a machine that is set back to a snapshot does; nothing tells at the start.
   */
  restore(silently: boolean): Promise<boolean>
  close(): Promise<void>
}

const endless = 1e15
const suffixes = ['', '-wal'] as const

/** Reads a backup back, as the server does before it says that something is covered. */
function readCopy(path: string): VerifiedCopy {
  const copy = new DatabaseSync(path, { readOnly: true })
  try {
    return verifyCopy(copy)
  } finally {
    copy.close()
  }
}

/** As a browser reports a server that is gone. */
const died = (): Error => new TypeError('Failed to fetch')

export async function createSimulatedServer(): Promise<SimulatedServer> {
  const dataDir = mkdtempSync(join(simulationFolder(), 'xunhu-simulation-'))
  const path = (name: string): string => join(dataDir, name)
  writeFileSync(path('xunhu.sqlite'), await foundedDatabase())
  const clock = createManualClock()
  const disk: ServerDisk = { roomBytes: endless, saidFreeBytes: endless }
  let generation = 1
  let server = await openServer(dataDir, clock, disk, generation)
  let restarting: Promise<void> | null = null
  const underWay = new Set<Promise<unknown>>()
  let hasBackup = false

  /** The files of a process that was killed: what it had not committed stands in the log and counts for nothing. */
  function keepFilesAsTheyAre(): () => void {
    for (const suffix of suffixes)
      if (existsSync(path(`xunhu.sqlite${suffix}`)))
        copyFileSync(path(`xunhu.sqlite${suffix}`), path(`killed.sqlite${suffix}`))
    return () => putBack('killed.sqlite')
  }

  function putBack(name: string): void {
    for (const suffix of ['-wal', '-shm']) rmSync(path(`xunhu.sqlite${suffix}`), { force: true })
    for (const suffix of suffixes)
      if (existsSync(path(name + suffix))) copyFileSync(path(name + suffix), path(`xunhu.sqlite${suffix}`))
  }

  function copyPhotos(from: string, to: string): void {
    rmSync(path(to), { recursive: true, force: true })
    if (existsSync(path(from))) cpSync(path(from), path(to), { recursive: true })
  }

  async function startAgain(whileClosed?: () => void): Promise<void> {
    await Promise.allSettled([...underWay])
    const putKilledBack = server.fuse.isBlown() ? keepFilesAsTheyAre() : null
    await server.app.close()
    await server.deps.store.close()
    putKilledBack?.()
    whileClosed?.()
    generation += 1
    server = await openServer(dataDir, clock, disk, generation)
    restarting = null
  }

  /** The answer of this run of the server; whoever sees it die starts the next one. */
  async function beforeItDies<T>(work: (running: RunningServer) => Promise<T>): Promise<T> {
    while (restarting) await restarting
    const running = server
    const working = work(running)
    underWay.add(working)
    void working.catch(() => undefined).finally(() => underWay.delete(working))
    await Promise.race([working.catch(() => undefined), running.fuse.blown])
    if (!running.fuse.isBlown()) return working
    if (server === running) restarting ??= startAgain()
    throw died()
  }

  async function office(job: (tx: Tx) => Promise<void>): Promise<boolean> {
    try {
      await beforeItDies(({ deps }) => deps.store.write(job))
      return true
    } catch {
      // Of a full disk or of its death: the captain sees that it was not saved, and that is all that can be asked.
      return false
    }
  }

  const emptyDisk = (): void => {
    disk.roomBytes = endless
    disk.saidFreeBytes = endless
    if (!server.fuse.isBlown()) boundPages(server.raw, null)
  }

  return {
    clock,
    now: () => server,
    handle: (call) => beforeItDies(async ({ app }) => app.inject(call)),
    office,
    look: async (job) => {
      while (restarting) await restarting
      return server.deps.store.read(job)
    },
    restart: () => (restarting ??= startAgain()),
    dieAfter: (steps) => server.fuse.light(steps),
    fillDisk: ({ pages, bytes, saysSo }) => {
      disk.roomBytes = bytes
      disk.saidFreeBytes = saysSo ? bytes : endless
      if (!server.fuse.isBlown()) boundPages(server.raw, pages)
    },
    emptyDisk,
    mend: async () => {
      while (restarting) await restarting
      server.fuse.putOut()
      if (server.fuse.isBlown()) await startAgain()
      emptyDisk()
    },
    backUp: async () => {
      const coversUntil = new Date(clock.now()).toISOString()
      // A closed database is one file: its log has been written back.
      restarting ??= startAgain(() => {
        copyFileSync(path('xunhu.sqlite'), path('backup.sqlite'))
        copyFileSync(path('epoch'), path('backup.epoch'))
        copyPhotos('parts/blobs', 'backup.blobs')
      })
      await restarting
      hasBackup = true
      const copied = readCopy(path('backup.sqlite'))
      await office((tx) => saveBackupCover(tx, { ...copied, coversUntil }))
    },
    restore: async (silently) => {
      if (!hasBackup) return false
      restarting ??= startAgain(() => {
        putBack('backup.sqlite')
        copyPhotos('backup.blobs', 'parts/blobs')
        if (silently) copyFileSync(path('backup.epoch'), path('epoch'))
      })
      await restarting
      return true
    },
    close: async () => {
      while (restarting) await restarting
      await server.app.close()
      await server.deps.store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
