import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import PhoneShell from '../../../src/app/ui/PhoneShell.vue'
import { createPhone, mountScreen, type Phone } from '../support/mount-screen.ts'
import { tally } from '../../support/field-records.ts'

describe('the frame of the phone', () => {
  const open = (phone: Phone): Promise<unknown> => mountScreen(PhoneShell, { phone, path: '/today' })
  const badge = (): Element | null => document.querySelector('[aria-label*="未送达"]')

  test('has three tabs, by their words', async () => {
    await open(createPhone())
    const tabs = [...document.querySelectorAll('nav a')].map((tab) => tab.textContent?.trim())
    expect(tabs).toEqual(['今日', '我的记录', '同步'])
  })

  test('marks the tab that is open', async () => {
    await open(createPhone())
    expect(document.querySelector('[aria-current=page]')?.textContent?.trim()).toBe('今日')
  })

  test('counts what is not yet on the server, in grey while it is new', async () => {
    const phone = createPhone()
    await phone.journal.record([tally(), tally()])
    await open(phone)
    await vi.waitFor(() => expect(badge()?.getAttribute('aria-label')).toBe('2 条未送达'))
    expect(badge()?.classList.contains('old')).toBe(false)
  })

  test('is amber when something has waited for half an hour', async () => {
    const phone = createPhone()
    await phone.journal.record([tally()])
    phone.clock.advance(31 * 60_000)
    await open(phone)
    await vi.waitFor(() => expect(badge()?.classList.contains('old')).toBe(true))
  })

  test('has no badge when all has arrived', async () => {
    await open(createPhone())
    expect(badge()).toBeNull()
  })
})
