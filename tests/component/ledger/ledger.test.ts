import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import Ledger from '../../../src/app/features/ledger/Ledger.vue'
import type { AppServices } from '../../../src/app/services.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('the ledger shows what is overdue or under 督办 alone, and what is due first at the top', async () => {
  const cases = vi.fn<AppServices['office']['cases']>(async () => ({ rows: [], next: null, total: 0 }))
  const office = { cases, onNews: () => () => undefined } as unknown as AppServices['office']
  const options = { phone: createPhone(), path: '/office/ledger', role: 'captain', services: { office } } as const
  const { wrapper } = await mountScreen(Ledger, options)
  const choose = async (label: string, value: string): Promise<void> => {
    const field = wrapper.findAll('label').find((each) => each.text().startsWith(label))
    await field?.get('select').setValue(value)
  }
  await choose('只看', 'overdue')
  await choose('排序', 'actBy')
  await vi.waitFor(() => expect(cases).toHaveBeenLastCalledWith({ overdue: 'yes', order: 'actBy', limit: 50 }))
  await choose('只看', 'supervised')
  await vi.waitFor(() => expect(cases).toHaveBeenLastCalledWith({ supervised: 'yes', order: 'actBy', limit: 50 }))
})
