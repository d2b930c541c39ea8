import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { BenchServer } from './bench-server.ts'

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const whole = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
}

function openRows(file: string) {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full')
  db.exec('create table finding (seq integer primary key, id text unique not null, json text not null)')
  const insert = db.prepare('insert into finding (id, json) values (?, ?) on conflict (id) do nothing')
  return {
    count: () => Number(db.prepare('select count(*) as n from finding').get()?.['n']),
    add: (lines: readonly string[]) => {
      db.exec('begin immediate')
      for (const line of lines) insert.run((JSON.parse(line) as { id: string }).id, line)
      db.exec('commit')
    },
    all: () =>
      db
        .prepare('select json from finding order by seq')
        .all()
        .map((row) => String(row['json'])),
    after: (seq: number, limit: number) =>
      db.prepare('select seq, json from finding where seq > ? order by seq limit ?').all(seq, limit),
    close: () => db.close(),
  }
}

async function storePhoto(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'w')
  await handle.write(bytes)
  await handle.sync()
  await handle.close()
}

/** The least that a server does: lines into one durable transaction, one cached body out, a file for each photo. */
export async function startLineServer(folder: string, port: number): Promise<BenchServer> {
  const rows = openRows(join(folder, 'lines.sqlite'))
  let cached: Buffer | null = null
  const photos = new Set<string>()

  async function handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/lines' && request.method === 'POST') {
      rows.add((await bodyOf(request)).toString().split('\n'))
      cached = null
      answer.end('{}')
    } else if (pathname === '/lines') {
      cached ??= gzipSync(rows.all().join('\n'))
      answer.setHeader('content-encoding', 'gzip').end(cached)
    } else if (pathname === '/page') {
      const seq = Number(searchParams.get('after'))
      const page = rows.after(seq, Number(searchParams.get('limit')))
      const documents = page.map((row) => ({ ...(JSON.parse(String(row['json'])) as object), _deleted: false }))
      const checkpoint = { seq: Number(page.at(-1)?.['seq'] ?? seq) }
      answer.setHeader('content-encoding', 'gzip').end(gzipSync(JSON.stringify({ documents, checkpoint })))
    } else {
      await storePhoto(join(folder, `photo-${pathname.slice(pathname.lastIndexOf('/') + 1)}`), await bodyOf(request))
      photos.add(pathname)
      answer.end('{}')
    }
  }

  const server = createServer((request, answer) => {
    handle(request, answer).catch(() => answer.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port,
    findings: async () => rows.count(),
    photos: async () => photos.size,
    close: async () => {
      server.closeAllConnections()
      server.close()
      rows.close()
    },
  }
}
