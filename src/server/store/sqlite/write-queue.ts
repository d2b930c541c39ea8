import type { DatabaseSync } from 'node:sqlite'
import { createJobQueue, type JobQueue, type Outcome, type RunBatch } from '../job-queue.ts'
import { isStoreUnwritable } from '../../problem.ts'
import type { Tx } from '../store.ts'
import { toCommitProblem, toStoreProblem } from './store-problem.ts'

const lostTransaction = (): Error => new Error('The transaction ended before its commit.')

/** Whatever a batch left open is taken back: the next BEGIN must not find it. */
function rollBackRest(raw: DatabaseSync): void {
  try {
    if (raw.isTransaction) raw.exec('rollback')
  } catch {
    // A disk that takes no rollback either refuses the next BEGIN, and that one's callers are told.
  }
}

async function runOne(raw: DatabaseSync, run: () => Promise<unknown>): Promise<Outcome> {
  // A full disk may have ended the whole transaction during an earlier job.
  if (!raw.isTransaction) return { ok: false, reason: toCommitProblem(lostTransaction()) }
  raw.exec('savepoint job')
  try {
    const value = await run()
    raw.exec('release job')
    return { ok: true, value }
  } catch (reason) {
    if (raw.isTransaction) raw.exec('rollback to job; release job')
    return { ok: false, reason: toStoreProblem(reason) }
  }
}

function commit(raw: DatabaseSync): void {
  if (!raw.isTransaction) throw lostTransaction()
  raw.exec('commit')
}

/** What the store itself failed in is so whatever became of the batch, such as that the disk is full. */
const ofTheStore = (outcome: Outcome | undefined): Outcome | undefined =>
  outcome?.ok === false && isStoreUnwritable(outcome.reason) ? outcome : undefined

/**
 * Runs the waiting jobs in one BEGIN IMMEDIATE, a savepoint each, and answers after COMMIT.
 *
 * A job that fails takes back only its own savepoint. When COMMIT fails nobody knows what the disk holds: all are told
 * `store/unavailable`, and a repeat is harmless because every write is idempotent. So are those who were refused: it may rest on
 * what was taken back.
 */
export function createWriteQueue(raw: DatabaseSync, tx: Tx): JobQueue {
  const runBatch: RunBatch = async (jobs) => {
    const outcomes: Outcome[] = []
    try {
      raw.exec('begin immediate')
      for (const job of jobs) outcomes.push(await runOne(raw, () => job(tx)))
      commit(raw)
      return outcomes
    } catch (failure) {
      const reason = toCommitProblem(failure)
      return jobs.map((_, index) => ofTheStore(outcomes[index]) ?? { ok: false, reason })
    } finally {
      rollBackRest(raw)
    }
  }
  return createJobQueue(runBatch)
}
