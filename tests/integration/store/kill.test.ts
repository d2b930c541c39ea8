import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteStore } from '../../../src/server/store/sqlite/sqlite-store.ts'

const writer = fileURLToPath(new URL('../../support/kill-writer.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-kill-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Numbers of the pushes that were answered before the process was killed, after `answers` of them. */
function writeUntilKilled(path: string, answers: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.split('\n').length > answers) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => resolve(printed.split('\n').slice(0, -1).map(Number)))
  })
}

test.each([1, 9, 50, 333])(
  '[SYNC-9] killed after %i answers, every answered push is there whole and no other is there in part',
  async (answers) => {
    const path = join(folder, `${answers}.sqlite`)
    const answered = await writeUntilKilled(path, answers)
    expect(answered.length).toBeGreaterThanOrEqual(answers)
    const store = await openSqliteStore(path)
    const rows = await store.read((db) => db.selectFrom('meta').select('name').execute())
    await store.close()
    const parts = Map.groupBy(rows, (row) => Number(row.name.split('/')[0]))
    expect(answered.filter((push) => parts.get(push)?.length !== 3)).toEqual([])
    expect([...parts].filter(([, found]) => found.length !== 3)).toEqual([])
  },
)
