import { describe, expect, it } from 'vitest'
import { filesOfHistory } from './code-of-history.ts'

describe('the code that a count of histories is of', () => {
  const files = filesOfHistory()

  it("holds the phone's and the server's code, the rules, the wire and the histories themselves", () => {
    for (const file of [
      'src/device/sync/create-sync-engine.ts',
      'src/domain/casework/fold-case.ts',
      'src/protocol/sync.ts',
      'src/server/app.ts',
      'src/server/services/receive-entries.ts',
      'src/server/store/sqlite/sqlite-store.ts',
      'tests/simulation/history.ts',
      'tests/support/test-server.ts',
    ])
      expect(files).toContain(file)
  })

  it('holds no screen', () => {
    expect(files.filter((file) => file.startsWith('src/app/') || file.endsWith('.vue'))).toEqual([])
  })
})
