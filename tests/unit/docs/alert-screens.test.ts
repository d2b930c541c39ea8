import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { settingsRoutes } from '../../../src/app/features/settings/routes.ts'
import { dutyBoardRoutes } from '../../../src/app/features/duty-board/routes.ts'
import { zhCN } from '../../../src/app/texts/zh-CN/zh-CN.ts'

const alerts = readFileSync(new URL('../../../docs/monitoring/alerts.yml', import.meta.url), 'utf8')

/** Screens by what the catalogue calls them, each with the places on it that an alert may send somebody to. */
const screens: Readonly<Record<string, { readonly isRoute: boolean; readonly places: readonly string[] }>> = {
  [zhCN.settings.title]: {
    isRoute: settingsRoutes.some(({ path }) => path === '/settings'),
    places: Object.values(zhCN.settings.tabs),
  },
  [zhCN.dutyBoard.title]: {
    isRoute: dutyBoardRoutes.some(({ path }) => path === '/office/duty'),
    places: [zhCN.dutyBoard.attention.split('：')[0] ?? ''],
  },
}

describe('an alert that names a screen', () => {
  const named = [...alerts.matchAll(/(\p{Script=Han}+) › (\p{Script=Han}+)/gu)]

  test('is there at all: this test reads what it is about', () => {
    expect(named.length).toBe(2)
  })

  test.each(named.map(([, screen = '', place = '']) => ({ screen, place })))(
    'names $screen › $place as the office finds it',
    ({ screen, place }) => {
      const [title = ''] = Object.keys(screens).filter((known) => screen.endsWith(known))
      expect(screens[title]).toMatchObject({ isRoute: true })
      expect(screens[title]?.places).toContain(place)
    },
  )
})
