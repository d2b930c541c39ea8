import { beforeEach, describe, expect, test } from 'vitest'
import { createTheme, type ThemeChoice } from '../../../src/app/theme.ts'

describe('how a device shows things', () => {
  let stored: Map<string, string>
  let root: { dataset: DOMStringMap }
  let system: EventTarget & { matches: boolean }

  const start = (): ThemeChoice => {
    root = { dataset: {} }
    return createTheme({
      memory: { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => void stored.set(name, value) },
      systemDark: system as unknown as MediaQueryList,
      root,
    })
  }
  function evening(isDark: boolean): void {
    system.matches = isDark
    system.dispatchEvent(new Event('change'))
  }

  beforeEach(() => {
    stored = new Map()
    system = Object.assign(new EventTarget(), { matches: false })
  })

  test('follows the phone until somebody chooses', () => {
    start()
    expect(root.dataset).toEqual({ theme: 'light', large: 'no' })
    evening(true)
    expect(root.dataset['theme']).toBe('dark')
  })

  test('stays as chosen when the phone changes', () => {
    start().theme.value = 'outdoor'
    evening(true)
    expect(root.dataset['theme']).toBe('outdoor')
  })

  test('is as it was chosen at the next start', () => {
    const choice = start()
    choice.theme.value = 'dark'
    choice.largeText.value = true
    start()
    expect(root.dataset).toEqual({ theme: 'dark', large: 'yes' })
  })

  test('an unknown choice of another version is no choice', () => {
    stored.set('xunhu.theme', 'sepia')
    expect(start().theme.value).toBe('system')
  })
})
