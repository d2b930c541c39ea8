// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import RefusedRecords from '../../../src/app/features/duty-board/RefusedRecords.vue'
import type { RefusedRecord } from '../../../src/app/features/duty-board/use-refused-records.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const dayMs = 86_400_000
const tooLate = { authorName: '中队长甲', kind: 'duty.backfilled', status: 'refused', code: 'entry/too-late' } as const

describe('需处理 at the office', () => {
  const phone = createPhone()
  const rows: RefusedRecord[] = []
  let tellNews = (): void => undefined

  async function open(...given: RefusedRecord[]): Promise<Screen> {
    rows.splice(0, rows.length, ...given)
    const office = {
      attention: async () => ({ rows: [...rows] }),
      onNews: (listener: () => void) => {
        tellNews = listener
        return () => undefined
      },
    } as unknown as OfficeApi
    return mountScreen(RefusedRecords, { phone, path: '/duty', role: 'captain', services: { office } })
  }
  const receivedAgo = (ms: number, id: string): RefusedRecord => ({
    ...tooLate,
    entryId: id,
    receivedAt: new Date(phone.clock.now() - ms).toISOString(),
  })

  test('says which record of whom had no effect, and why', async () => {
    const screen = await open(receivedAgo(dayMs, 'entry-1'))
    await vi.waitFor(() => expect(screen.text()).toContain('近 7 天有 1 条记录没有被采用'))
    expect(screen.text()).toContain('中队长甲 补录在岗：已超过可补录的 48 小时')
  })

  test('is not there while every record was accepted, nor for what is over a week old', async () => {
    const screen = await open(receivedAgo(8 * dayMs, 'entry-1'))
    expect(screen.text()).not.toContain('需处理')
  })

  test('comes with the server’s news', async () => {
    const screen = await open()
    rows.push({ ...receivedAgo(0, 'entry-2'), kind: 'case.reported', authorName: null })
    tellNews()
    await vi.waitFor(() => expect(screen.text()).toContain('同事 上报问题：'))
  })
})
