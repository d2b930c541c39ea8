import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  usePagedRows,
  type PagedRows,
  type PageOf,
  type PageWanted,
} from '../../../src/app/composables/use-paged-rows.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { inComponent, type InComponent } from '../support/in-component.ts'

interface Question {
  readonly page: PageWanted
  readonly isCurrent: () => boolean
  answer(page: PageOf<string>): Promise<void>
  fail(failure: unknown): Promise<void>
}

describe('a list of the server, a page at a time', () => {
  let questions: Question[]
  let tellNews: (() => void) | undefined
  let screen: InComponent<PagedRows<string>>
  let list: PagedRows<string>

  beforeEach(() => {
    questions = []
    const onNews: OfficeApi['onNews'] = (listener) => {
      tellNews = listener
      return () => (tellNews = undefined)
    }
    const ask = (page: PageWanted, isCurrent: () => boolean): Promise<PageOf<string>> =>
      new Promise((resolve, reject) =>
        questions.push({
          page,
          isCurrent,
          answer: async (given) => {
            resolve(given)
            await flushPromises()
          },
          fail: async (failure) => {
            reject(failure)
            await flushPromises()
          },
        }),
      )
    screen = inComponent(() => usePagedRows(ask), { office: { onNews } as OfficeApi })
    list = screen.result
  })
  afterEach(() => screen.leave())

  const first = async (rows: readonly string[], next: string | null = null): Promise<void> =>
    questions[0]?.answer({ rows, next })
  const news = (): void => tellNews?.()

  test('is waited for from the first moment, and is there with its first page', async () => {
    expect([list.loading.value, questions.map(({ page }) => page)]).toEqual([true, [{ limit: 50 }]])
    await first(['a', 'b'], 'after b')
    expect([list.rows.value, list.hasMore.value, list.loading.value]).toEqual([['a', 'b'], true, false])
  })

  test('goes on below what is seen, from where the last page ended', async () => {
    await first(['a', 'b'], 'after b')
    void list.more()
    expect([questions[1]?.page, list.loading.value]).toEqual([{ limit: 50, cursor: 'after b' }, true])
    await questions[1]?.answer({ rows: ['c'], next: null })
    expect([list.rows.value, list.hasMore.value]).toEqual([['a', 'b', 'c'], false])
  })

  test('is read again quietly when the server has news: nothing says that it loads', async () => {
    await first([])
    news()
    expect([questions.length, list.loading.value]).toEqual([2, false])
    await questions[1]?.answer({ rows: ['new'], next: null })
    expect([list.rows.value, list.loading.value]).toEqual([['new'], false])
  })

  test('of which somebody has seen more than a page keeps their place when there is news', async () => {
    await first(
      Array.from({ length: 51 }, (_, at) => `row ${at}`),
      null,
    )
    news()
    expect(questions).toHaveLength(1)
  })

  test('that is read again shows what it has until the answer comes; another list does not', async () => {
    await first(['a'], 'after a')
    void list.reload()
    expect([list.rows.value, list.loading.value]).toEqual([['a'], true])
    void list.startOver()
    expect([list.rows.value, list.hasMore.value, list.loading.value]).toEqual([[], false, true])
  })

  test('drops the late answer, and the late failure, to an older question', async () => {
    void list.startOver()
    void list.startOver()
    await questions[2]?.answer({ rows: ['asked last'], next: null })
    await questions[1]?.fail(new Error('late'))
    await first(['asked first'])
    expect([list.rows.value, list.problem.value, list.loading.value]).toEqual([['asked last'], null, false])
    expect(questions.map(({ isCurrent }) => isCurrent())).toEqual([false, false, true])
  })

  test('keeps what is seen when the line fails, says so, and forgets it at the next answer', async () => {
    await first(['a'])
    const failure = new Error('no line')
    news()
    await questions[1]?.fail(failure)
    expect([list.rows.value, list.problem.value, list.loading.value]).toEqual([['a'], failure, false])
    news()
    await questions[2]?.answer({ rows: ['a', 'b'], next: null })
    expect([list.rows.value, list.problem.value]).toEqual([['a', 'b'], null])
  })

  test('hears no news once its screen is left', async () => {
    screen.leave()
    expect(tellNews).toBeUndefined()
  })
})
