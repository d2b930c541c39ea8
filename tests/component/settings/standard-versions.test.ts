import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import StandardVersions from '../../../src/app/features/settings/StandardVersions.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import type { CategoryTable } from '../../../src/domain/casework/category.ts'
import { must } from '../../../src/lib/must.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

const [first, second] = starterCategories.rows
const limit = { amount: 9, unit: 'workDay' as const }
const tables: readonly CategoryTable[] = [
  { version: 1, rows: starterCategories.rows },
  { version: 2, rows: [{ ...must(first, 'a row'), limits: [limit] }, ...starterCategories.rows.slice(2)] },
]

/** The server's answers about these two versions. */
const office = {
  standardVersions: async () =>
    tables.toReversed().map(({ version, rows }) => ({
      version,
      savedAt: version === 1 ? null : '2026-11-20T06:30:00.000Z',
      savedBy: version === 1 ? null : '示例管理员',
      fileName: version === 1 ? '' : '示例标准.xlsx',
      classes: rows.length,
      limits: rows.length,
    })),
  standardVersion: async (version: number) => must(tables[version - 1], 'a version'),
} as unknown as OfficeApi

test('[DOC-10] who saved which version is listed, and what it changed is shown against the one before', async () => {
  const options = { phone: createPhone(), path: '/', role: 'admin', services: { office } } as const
  const screen = await mountScreen(StandardVersions, { ...options, props: { current: 2 } })
  await screen.tap('看历次版本')
  await flushPromises()
  const lines = screen.wrapper.findAll('li').map((line) => line.text())
  expect(lines).toEqual([
    expect.stringMatching(/^第 2 版 ?.*示例管理员 · 示例标准\.xlsx/),
    expect.stringMatching(/^第 1 版 ?.*保存时间没有记录/),
  ])
  await screen.tap('第 2 版')
  await flushPromises()
  expect(screen.text()).toContain('第 2 版：与前一版相比，新增 0 个小类、改动 1 个、取消 1 个')
  const marks = screen.wrapper.findAll('.mark').map((mark) => mark.text())
  expect(marks).toEqual(['改动前', '改动后', '取消'])
  expect(screen.text()).toContain('9 工作日')
  expect(screen.text()).toContain(must(second, 'a row').label)
  await screen.tap('第 1 版')
  await flushPromises()
  expect(screen.text()).toContain('留存的最早一版，没有可比的前一版')
  expect(screen.wrapper.find('table').exists()).toBe(false)
})
