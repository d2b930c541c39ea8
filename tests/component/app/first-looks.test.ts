import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { createFirstLooks } from '../../../src/app/first-looks.ts'

function firstLooks() {
  let onTimeout: (() => void) | undefined
  let state: 'waiting' | 'settled' = 'waiting'
  const looks = createFirstLooks((callback) => (onTimeout = callback))
  return {
    ...looks,
    wait: () => void looks.settled().then(() => (state = 'settled')),
    runOutOfPatience: () => onTimeout?.(),
    state: async () => {
      await nextTick()
      await nextTick()
      return state
    },
  }
}

describe('the first looks of a screen', () => {
  test('a screen that looks at nothing is shown at once', async () => {
    const looks = firstLooks()
    looks.wait()
    expect(await looks.state()).toBe('settled')
  })

  test('a screen is shown when its last look has had an answer', async () => {
    const looks = firstLooks()
    const [one, other] = [looks.begin(), looks.begin()]
    looks.wait()
    one()
    expect(await looks.state()).toBe('waiting')
    other()
    expect(await looks.state()).toBe('settled')
  })

  test('what an answer draws may look as well', async () => {
    const looks = firstLooks()
    const outer = looks.begin()
    looks.wait()
    outer()
    const inner = looks.begin()
    expect(await looks.state()).toBe('waiting')
    inner()
    expect(await looks.state()).toBe('settled')
  })

  test('an answer that comes twice counts once', async () => {
    const looks = firstLooks()
    const [one] = [looks.begin(), looks.begin()]
    looks.wait()
    one()
    one()
    expect(await looks.state()).toBe('waiting')
  })

  test('a storage that does not answer keeps no screen back for ever', async () => {
    const looks = firstLooks()
    looks.begin()
    looks.wait()
    looks.runOutOfPatience()
    expect(await looks.state()).toBe('settled')
  })
})
