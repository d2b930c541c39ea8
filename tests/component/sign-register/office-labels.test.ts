import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import OfficeLabels from '../../../src/app/features/sign-register/OfficeLabels.vue'
import { labelCode } from '../../../src/app/features/sign-register/label-code.ts'
import type { AppServices } from '../../../src/app/services.ts'
import type { SignFilter } from '../../../src/app/office-api.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const row = (n: number) => ({ signId: `sign-${n}`, signNo: `GG-${String(1000 - n)}`, content: `示例${n}店` })

/** A register of so many signs, read a page at a time. */
async function open(all: number): Promise<{ screen: Screen; asked: SignFilter[] }> {
  const asked: SignFilter[] = []
  const signs = async (filter: SignFilter): Promise<unknown> => {
    asked.push(filter)
    const from = Number(filter.cursor ?? 0)
    const rows = Array.from({ length: Math.min(filter.limit ?? 0, all - from) }, (_, index) => row(from + index))
    const next = from + rows.length
    return { rows, next: next < all ? String(next) : null, total: all }
  }
  const services = { office: { signs } as unknown as AppServices['office'] }
  const screen = await mountScreen(OfficeLabels, { phone: createPhone(), path: '/', role: 'captain', services })
  await vi.waitFor(() => expect(screen.wrapper.findAll('li').length).toBeGreaterThan(0))
  return { screen, asked }
}

test('every sign of a street has its code and its number, in the order of the numbers', async () => {
  const { screen } = await open(3)
  expect(screen.wrapper.findAll('li strong').map((each) => each.text())).toEqual(['GG-1000', 'GG-998', 'GG-999'])
  const paths = screen.wrapper.findAll('li path').map((each) => each.attributes('d'))
  expect(new Set(paths).size).toBe(3)
  expect(screen.text()).toContain('3 张标签')
})

test('a whole register is printed batch by batch, and no sign is left out', async () => {
  const { screen, asked } = await open(500)
  expect(screen.wrapper.findAll('li')).toHaveLength(240)
  const numbers = (): readonly string[] => screen.wrapper.findAll('li strong').map((each) => each.text())
  const printed = new Set(numbers())
  for (const left of [240, 20]) {
    await screen.tap('下一批 ›')
    expect(numbers()).toHaveLength(left)
    numbers().forEach((number) => printed.add(number))
  }
  expect(printed.size).toBe(500)
  expect(screen.button('下一批 ›')).toBeUndefined()
  expect(asked.map(({ cursor, limit }) => [cursor, limit])).toEqual([
    [undefined, 200],
    ['200', 40],
    ['240', 200],
    ['440', 40],
    ['480', 200],
  ])
})

test('a code keeps its quiet border: nothing dark in the outer four squares', () => {
  const { path, sizeSquares } = labelCode('https://xunhu.example/signs/sign-01934a10-0000-7000-8000-000000000001')
  const squares = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)])
  const isInside = (at: number): boolean => at >= 4 && at < sizeSquares - 4
  expect(squares.length).toBeGreaterThan(100)
  expect(squares.every(([x = -1, y = -1]) => isInside(x) && isInside(y))).toBe(true)
})
