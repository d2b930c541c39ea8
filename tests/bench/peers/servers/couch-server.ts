import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BenchServer } from './bench-server.ts'

const program = fileURLToPath(new URL('couch-server.mjs', import.meta.url))

async function untilAnswering(url: string, isOver: () => boolean): Promise<void> {
  for (;;) {
    if (isOver()) throw new Error('The CouchDB-protocol server ended.')
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** express-pouchdb on LevelDB, with the one database that the bench replicates with. */
export async function startCouchServer(folder: string, port: number): Promise<BenchServer> {
  const child = spawn(process.execPath, [program, folder, String(port)], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  await untilAnswering(url, () => child.exitCode !== null)
  await fetch(`${url}/bench`, { method: 'PUT' })
  const documents = async (): Promise<readonly { readonly _id: string; readonly _attachments?: object }[]> => {
    const answer = await fetch(`${url}/bench/_all_docs?include_docs=true`)
    const { rows } = (await answer.json()) as { rows: { doc: { _id: string; _attachments?: object } }[] }
    return rows.map(({ doc }) => doc).filter(({ _id }) => !_id.startsWith('_'))
  }
  return {
    port,
    findings: async () => (await documents()).length,
    photos: async () => (await documents()).flatMap((doc) => Object.keys(doc._attachments ?? {})).length,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
