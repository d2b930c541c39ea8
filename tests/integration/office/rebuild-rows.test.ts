import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { caseFoldVersion } from '../../../src/domain/casework/case-state.ts'
import { keepRowsFolded } from '../../../src/server/keep-rows-folded.ts'
import { rebuildRows } from '../../../src/server/services/rebuild-rows.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { findingOf, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

/** Some more than two steps of the rebuild. */
const caseCount = 230

let server: TestServer
const running = (): AbortSignal => new AbortController().signal

/** As an older build's fold would have left them. */
const spoilLines = () =>
  server.deps.store.write((tx) => tx.updateTable('case_row').set({ note: 'old', fold_version: 0 }).execute())
const linesOf = async (version: number): Promise<number> => {
  const query = await server.deps.store.read((db) =>
    db.selectFrom('case_row').select('note').where('fold_version', '=', version).execute(),
  )
  return query.filter((row) => (row.note === 'old') === (version === 0)).length
}

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  const officer = await server.login('1001')
  const findings = Array.from(
    { length: caseCount },
    () => findingOf(server, officer, 'squad-1', { note: '占道' }).entry,
  )
  for (const half of [findings.slice(0, 115), findings.slice(115)]) await push(server, officer, half)
})
afterEach(() => server.close())

describe('a new build that folds cases otherwise', () => {
  test('makes every line of the ledger anew, once', async () => {
    await spoilLines()
    expect(await rebuildRows(server.deps.store, 'otherBuild', running())).toBe(caseCount)
    expect(await linesOf(caseFoldVersion)).toBe(caseCount)
    expect(await rebuildRows(server.deps.store, 'otherBuild', running())).toBe(0)
  })

  test('goes on where a kill stopped it', async () => {
    await spoilLines()
    const { store } = server.deps
    let steps = 0
    const killed: Pick<Store, 'query' | 'write'> = {
      query: (job) => store.query(job),
      write: (job) => ((steps += 1) > 1 ? Promise.reject(new Error('killed')) : store.write(job)),
    }
    await expect(rebuildRows(killed, 'otherBuild', running())).rejects.toThrow('killed')
    expect([await linesOf(0), await linesOf(caseFoldVersion)]).toEqual([130, 100])

    server = await server.restart()
    expect(await rebuildRows(server.deps.store, 'otherBuild', running())).toBe(130)
    expect(await linesOf(caseFoldVersion)).toBe(caseCount)
  })

  test('stops between two steps when the server stops', async () => {
    await spoilLines()
    const stopping = new AbortController()
    stopping.abort()
    expect(await rebuildRows(server.deps.store, 'otherBuild', stopping.signal)).toBe(0)
  })

  test('a line whose case cannot be folded stays as it is and holds up no other', async () => {
    await spoilLines()
    await server.deps.store.write(async (tx) => {
      const first = await tx.selectFrom('case_row').select('case_id').orderBy('case_id').executeTakeFirstOrThrow()
      await tx.deleteFrom('entry_subject').where('subject', '=', first.case_id).execute()
    })
    await rebuildRows(server.deps.store, 'otherBuild', running())
    expect(await linesOf(0)).toBe(1)
  })
})

describe('two builds that serve side by side while servers are replaced one by one', () => {
  test('what the old one writes after the new one has started is made anew within the hour', async () => {
    let nextHour = (): void => undefined
    const failures: unknown[] = []
    const end = keepRowsFolded({
      store: server.deps.store,
      repeat: (_everyMs, callback) => {
        nextHour = callback
        return () => undefined
      },
      onFailure: (failure) => failures.push(failure),
    })
    await spoilLines()
    nextHour()
    await vi.waitFor(async () => expect(await linesOf(caseFoldVersion)).toBe(caseCount), 30_000)
    end()
    expect(failures).toEqual([])
  })

  test('the old one leaves the new one’s lines, and makes them anew only where it starts again', async () => {
    await server.deps.store.write((tx) =>
      tx
        .updateTable('case_row')
        .set({ fold_version: caseFoldVersion + 1 })
        .execute(),
    )
    expect(await rebuildRows(server.deps.store, 'olderBuild', running())).toBe(0)
    expect(await rebuildRows(server.deps.store, 'otherBuild', running())).toBe(caseCount)
  })
})
