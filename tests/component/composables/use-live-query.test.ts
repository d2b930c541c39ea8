// Dexie's live queries look for the global engine before they run.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { useLiveQuery } from '../../../src/app/composables/use-live-query.ts'
import type { DraftRow } from '../../../src/device/database/rows.ts'
import type { XunhuDatabase } from '../../../src/device/database/database.ts'
import { createEngine } from '../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../support/phone-storage.ts'
import { inComponent, type InComponent } from '../support/in-component.ts'

describe('a live query', () => {
  let db: XunhuDatabase
  let screen: InComponent<{ readonly value: unknown }> | undefined

  beforeEach(() => {
    db = createPhoneStorage(createEngine()).db
  })
  afterEach(() => {
    screen?.leave()
    db.close()
  })

  const draft = (id: string, subject = ''): DraftRow => ({ id, kind: 'finding', subject, updatedAtMs: 1, data: {} })
  const show = <T>(query: () => Promise<T>, initial: T): { readonly value: T } => {
    screen = inComponent(() => useLiveQuery(query, initial))
    return screen.result as { readonly value: T }
  }

  test('shows its initial value until the first answer', async () => {
    await db.drafts.put(draft('a'))
    const count = show(() => db.drafts.count(), 0)
    expect(count.value).toBe(0)
    await vi.waitFor(() => expect(count.value).toBe(1))
  })

  test('is read again when what it read has changed', async () => {
    const count = show(() => db.drafts.count(), -1)
    await vi.waitFor(() => expect(count.value).toBe(0))
    await db.drafts.put(draft('a'))
    await vi.waitFor(() => expect(count.value).toBe(1))
  })

  test('sees changes of what it read after its first await', async () => {
    async function factsAfterDrafts(): Promise<number> {
      await db.drafts.count()
      return db.facts.count()
    }
    const count = show(() => factsAfterDrafts(), -1)
    await vi.waitFor(() => expect(count.value).toBe(0))
    await db.facts.put({ name: 'epoch', value: 'one' })
    await vi.waitFor(() => expect(count.value).toBe(1))
  })

  test('is read again when a reactive value in it has changed', async () => {
    await db.drafts.bulkPut([draft('a', 'monday'), draft('b', 'tuesday'), draft('c', 'tuesday')])
    const subject = ref('monday')
    const ids = show(
      async () => (await db.drafts.filter((row) => row.subject === subject.value).toArray()).map((row) => row.id),
      [] as string[],
    )
    await vi.waitFor(() => expect(ids.value).toEqual([]))
    subject.value = 'tuesday'
    await vi.waitFor(() => expect(ids.value).toEqual(['b', 'c']))
  })

  test('drops the late answer to an older question', async () => {
    await db.drafts.bulkPut([draft('slow'), draft('fast')])
    let answerSlow = (): void => undefined
    const asked = ref('slow')
    const shown = show(async () => {
      const id = asked.value
      if (id === 'slow') await new Promise<void>((resolve) => (answerSlow = resolve))
      return id
    }, '')
    await vi.waitFor(() => expect(answerSlow.name).not.toBe('answerSlow'))
    asked.value = 'fast'
    await vi.waitFor(() => expect(shown.value).toBe('fast'))
    answerSlow()
    await db.drafts.count()
    expect(shown.value).toBe('fast')
  })

  test('keeps the last result and goes on after the connection was lost', async () => {
    let isLost = false
    const count = show(async () => {
      if (isLost) throw Object.assign(new Error('connection lost'), { name: 'DatabaseClosedError' })
      return db.drafts.count()
    }, -1)
    await vi.waitFor(() => expect(count.value).toBe(0))
    isLost = true
    await db.drafts.put(draft('a'))
    expect(count.value).toBe(0)
    isLost = false
    await vi.waitFor(() => expect(count.value).toBe(1), { timeout: 3_000 })
    expect(screen?.problems.latest.value).toBeNull()
  })

  test('tells the person when it fails again and again', async () => {
    const failure = new Error('corrupt')
    show(() => Promise.reject(failure), 0)
    await vi.waitFor(() => expect(screen?.problems.latest.value).toBe(failure), { timeout: 3_000 })
  })

  test('reads nothing any more once its screen is left', async () => {
    const query = vi.fn(() => db.drafts.count())
    const count = show(query, -1)
    await vi.waitFor(() => expect(count.value).toBe(0))
    const readBefore = query.mock.calls.length
    screen?.leave()
    await db.drafts.put(draft('a'))
    await db.drafts.count()
    expect(query).toHaveBeenCalledTimes(readBefore)
  })
})
