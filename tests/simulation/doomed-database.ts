import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Fuse } from './fuse.ts'

/** Each statement is a step: the process may die before any of them, and runs none afterwards. */
export function connectStatements(raw: DatabaseSync, fuse: Fuse): void {
  const exec = raw.exec.bind(raw)
  const prepare = raw.prepare.bind(raw)
  raw.exec = (sql) => {
    fuse.step()
    exec(sql)
  }
  raw.prepare = (sql) => {
    const statement = prepare(sql)
    const run = statement.run.bind(statement) as (...values: unknown[]) => ReturnType<StatementSync['run']>
    const all = statement.all.bind(statement) as (...values: unknown[]) => ReturnType<StatementSync['all']>
    return Object.assign(statement, {
      run: (...values: unknown[]) => {
        fuse.step()
        return run(...values)
      },
      all: (...values: unknown[]) => {
        fuse.step()
        return all(...values)
      },
    })
  }
}

/** SQLite's own bound: 2^32 - 2 pages. */
const noBound = 4_294_967_294

/** As on a disk that has room for so many pages more; null takes the bound away. */
export function boundPages(raw: DatabaseSync, morePages: number | null): void {
  const [pages] = Object.values(raw.prepare('pragma page_count').get() ?? {})
  // Not by `exec`, which is a step of the process: the disk fills by itself.
  raw.prepare(`pragma max_page_count = ${morePages === null ? noBound : Number(pages) + morePages}`).get()
}
