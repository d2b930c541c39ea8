import { Worker } from 'node:worker_threads'
import { Problem } from '../../problem.ts'
import type { RunQuery, SqliteRows } from './connection.ts'

interface Answer {
  readonly ticket: number
  readonly result?: SqliteRows
  readonly failure?: { readonly message: string; readonly errcode: number | undefined }
}

interface Question {
  resolve(rows: SqliteRows): void
  reject(reason: Error): void
}

interface Thread {
  readonly worker: Worker
  readonly asked: Map<number, Question>
}

function rejectAll(asked: Map<number, Question>): void {
  for (const question of asked.values())
    question.reject(new Problem('store/unavailable', 'The query thread ended.', { retryAfterMs: 1_000 }))
  asked.clear()
}

function startThread(path: string, onEnd: () => void): Thread {
  const worker = new Worker(new URL('./query-worker.ts', import.meta.url), { workerData: { path } })
  const asked = new Map<number, Question>()
  // It alone must not keep the process alive.
  worker.unref()
  worker.on('message', ({ ticket, result, failure }: Answer) => {
    const question = asked.get(ticket)
    asked.delete(ticket)
    if (result) question?.resolve(result)
    else question?.reject(Object.assign(new Error(failure?.message), { errcode: failure?.errcode }))
  })
  // `exit` follows every `error`; without a listener an error would end the process.
  worker.on('error', () => undefined)
  worker.on('exit', () => {
    onEnd()
    rejectAll(asked)
  })
  return { worker, asked }
}

/**
 * A read-only connection in a thread of its own; the event loop that answers phones stays free.
 *
 * A thread that died rejects what it was asked and is started again by the next question.
 */
export function startQueryThread(path: string): { readonly run: RunQuery; stop(): Promise<void> } {
  let thread: Thread | null = null
  let tickets = 0
  const current = (): Thread => (thread ??= startThread(path, () => (thread = null)))
  current()

  return {
    run: (sql, parameters) =>
      new Promise<SqliteRows>((resolve, reject) => {
        const { worker, asked } = current()
        tickets += 1
        asked.set(tickets, { resolve, reject })
        worker.postMessage({ ticket: tickets, sql, parameters: [...parameters] })
      }),
    stop: async () => {
      await thread?.worker.terminate()
    },
  }
}
