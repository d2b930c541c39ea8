import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'pg'
import { must } from '../../../lib/must.ts'
import { migrate } from '../../migrations/migrate.ts'
import { createErrandsInOrder } from '../errands-in-order.ts'
import { errands, type Errand, type Store, type Tx } from '../store.ts'
import { clientSettings, type Limits } from './client-settings.ts'
import { columnTypesFor } from './column-types.ts'
import { inSnapshot } from './snapshots.ts'
import { assertSound, PostgresUnusableError } from './sound-server.ts'
import { withStoreProblems } from './store-problem.ts'
import { makeTurns, runAlone } from './turns.ts'
import { createWriteLine, type WriteLine } from './write-line.ts'
import { createPostgresWriteQueue } from './write-queue.ts'

/** In a transaction nothing but the database is awaited: who is silent so long hangs, and others wait for what it holds. */
const silenceMs = 10_000
/** A write is some milliseconds; whoever waits longer for the turn is told to come again. */
const writing: Limits = { statementMs: 10_000, silenceMs }
const reading: Limits = { statementMs: 10_000, silenceMs }
const listing: Limits = { statementMs: 60_000, silenceMs }
/** A migration may rewrite a table, and an errand writes files: neither is cut off. */
const unlimited: Limits = { statementMs: null, silenceMs: null }

/** An errand takes what it takes, but not the wait for its turn: whoever signs out waits for the log's. */
const brief: Limits = { statementMs: 5_000, silenceMs: null }
/** A server may be long in starting, and a restore longer. */
const waiting: Readonly<Record<Errand, Limits>> = { start: unlimited, epoch: brief, besideLog: brief, deferrals: brief }

/**
 * Pulls and lists have connections of their own, so that no export keeps a phone waiting.
 *
 * Of each errand one, which those of this process have in turn: however many wait for one errand, another is not kept waiting.
 */
const connections = { reading: 8, listing: 4, errand: 1 } as const

async function openLine(line: WriteLine): Promise<Tx> {
  try {
    return (await line.open()).tx
  } catch (failure) {
    const { code, message } = failure as { code?: string; message: string }
    throw new PostgresUnusableError('unreachable', code ?? message, failure)
  }
}

/** On a connection of its own: a migration takes what time it takes. */
async function prepareTables(url: string): Promise<void> {
  const line = createWriteLine(clientSettings(url, unlimited), columnTypesFor)
  try {
    const db = await openLine(line)
    await assertSound(db)
    await makeTurns(db)
    await migrate(createPostgresWriteQueue(line, wait).push)
  } finally {
    await line.close()
  }
}

function poolOf(url: string, limits: Limits, max: number): Pool {
  const pool = new Pool({ ...clientSettings(url, limits), max })
  // An idle connection that breaks is replaced by the next question.
  pool.on('error', () => undefined)
  // The pool listens to idle ones only: one that breaks while somebody has it, between two statements, would end the process. The
  // next statement on it fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Runs the job in one snapshot of a database that servers may be using; makes and changes nothing. */
export async function lookIntoPostgres<T>(url: string, job: (db: Tx) => Promise<T>): Promise<T> {
  const pool = poolOf(url, unlimited, 1)
  try {
    return await inSnapshot(pool, job)
  } finally {
    await pool.end()
  }
}

/**
 * The store for several servers on one PostgreSQL 15 or newer.
 *
 * Rejects with `PostgresUnusableError` where it cannot be reached or would lose what was answered, and when a newer build made the
 * tables.
 */
export async function openPostgresStore(url: string): Promise<Store> {
  await prepareTables(url)
  const line = createWriteLine(clientSettings(url, writing))
  const queue = createPostgresWriteQueue(line, wait)
  const pulls = poolOf(url, reading, connections.reading)
  const lists = poolOf(url, listing, connections.listing)
  const turns = new Map(errands.map((errand) => [errand, poolOf(url, waiting[errand], connections.errand)]))
  const inOrder = createErrandsInOrder()

  return {
    write: (job) => queue.push(job),
    read: (job) => withStoreProblems(inSnapshot(pulls, job)),
    query: (job) => withStoreProblems(inSnapshot(lists, job)),
    alone: (errand, job) => inOrder(errand, () => runAlone(must(turns.get(errand), 'a pool'), errand, job)),
    close: async () => {
      await queue.drained()
      await line.close()
      await Promise.all([pulls, lists, ...turns.values()].map((pool) => pool.end()))
    },
  }
}
