import { Worker } from 'node:worker_threads'
import type { RunQuery, SqliteRows } from './connection.ts'

interface Answer {
  readonly ticket: number
  readonly result?: SqliteRows
  readonly failure?: string
}

/** A read-only connection in a thread of its own; the event loop that answers phones stays free. */
export function startQueryThread(path: string): { readonly run: RunQuery; stop(): Promise<void> } {
  const worker = new Worker(new URL('./query-worker.ts', import.meta.url), { workerData: { path } })
  worker.unref()
  const asked = new Map<number, { resolve(rows: SqliteRows): void; reject(reason: Error): void }>()
  let tickets = 0

  worker.on('message', ({ ticket, result, failure }: Answer) => {
    const question = asked.get(ticket)
    asked.delete(ticket)
    if (result) question?.resolve(result)
    else question?.reject(new Error(failure ?? 'The query thread gave no answer.'))
  })
  worker.on('error', (failure) => {
    for (const question of asked.values()) question.reject(failure instanceof Error ? failure : new Error(String(failure)))
    asked.clear()
  })

  return {
    run: (sql, parameters) =>
      new Promise<SqliteRows>((resolve, reject) => {
        tickets += 1
        asked.set(tickets, { resolve, reject })
        worker.postMessage({ ticket: tickets, sql, parameters: [...parameters] })
      }),
    stop: async () => {
      await worker.terminate()
    },
  }
}
