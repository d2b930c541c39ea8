import { createJobQueue, type Job, type JobQueue, type Outcome, type RunBatch } from '../job-queue.ts'
import { isConflict, isStoreFault, toCommitProblem } from './store-problem.ts'
import { beginInTurn } from './turns.ts'
import type { WriteConnection, WriteLine } from './write-line.ts'

/** So often a batch that others were faster than is run again before its callers are told to come back. */
const attemptsPerBatch = 6

export type Wait = (ms: number) => Promise<void>

async function runJob({ tx, say }: WriteConnection, job: Job): Promise<Outcome> {
  await say('savepoint job')
  try {
    const value = await job(tx)
    await say('release savepoint job')
    return { ok: true, value }
  } catch (reason) {
    // Then the whole transaction is lost, and with it the other jobs.
    if (isConflict(reason) || isStoreFault(reason)) throw reason
    await say('rollback to savepoint job; release savepoint job')
    return { ok: false, reason }
  }
}

/** PostgreSQL answers a COMMIT of a transaction that failed with ROLLBACK, and calls that no error. */
async function commit({ say }: WriteConnection): Promise<void> {
  const { command } = await say('commit')
  if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}.`)
}

/** What a batch left open is taken back, where it is known how the connection stands; with any other it ends. */
async function takeBack(connection: WriteConnection, failure: unknown): Promise<void> {
  if (!isConflict(failure)) return connection.letGo()
  try {
    await connection.say('rollback')
  } catch {
    connection.letGo()
  }
}

type Tried = { readonly outcomes: readonly Outcome[] } | { readonly failure: unknown }

/** From BEGIN to COMMIT on one connection: a batch whose connection is lost fails as a whole. */
async function tryBatch(connection: WriteConnection, jobs: readonly Job[]): Promise<Tried> {
  const outcomes: Outcome[] = []
  try {
    await beginInTurn(connection, 'write')
    for (const job of jobs) outcomes.push(await runJob(connection, job))
    await commit(connection)
    return { outcomes }
  } catch (failure) {
    await takeBack(connection, failure)
    return { failure }
  }
}

async function tryOnLine(line: WriteLine, jobs: readonly Job[]): Promise<Tried> {
  try {
    return await tryBatch(await line.open(), jobs)
  } catch (failure) {
    return { failure }
  }
}

/**
 * Runs the waiting jobs in one transaction, a savepoint each, and answers after COMMIT.
 *
 * The first statement takes the turn to write, which the servers on a database hold one after the other: what a job reads is so
 * what it writes upon, as on SQLite. When COMMIT fails nobody knows what the database holds: all are told `store/unavailable`, and
 * a repeat is harmless because every write is idempotent. So are those who were refused: it may rest on what was taken back.
 */
export function createPostgresWriteQueue(line: WriteLine, wait: Wait): JobQueue {
  const runBatch: RunBatch = async (jobs) => {
    for (let attempt = 1; ; attempt += 1) {
      const tried = await tryOnLine(line, jobs)
      if ('outcomes' in tried) return tried.outcomes
      const { failure } = tried
      if (isConflict(failure) && attempt < attemptsPerBatch) {
        await wait(10 * 2 ** attempt)
        continue
      }
      const reason = toCommitProblem(failure)
      return jobs.map(() => ({ ok: false, reason }))
    }
  }
  return createJobQueue(runBatch)
}
