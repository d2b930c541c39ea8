import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import PeopleTab from '../../../src/app/features/settings/PeopleTab.vue'
import { createPhone, mountScreen } from '../support/mount-screen.ts'
import { createOfficeDocuments } from '../support/office-documents.ts'

test('whoever has a certificate that ends or has ended is marked', async () => {
  const documents = createOfficeDocuments()
  const add = (number: string, validTo: string): void => {
    const certificate = { number: `X${number}`, validTo }
    const data = {
      id: `p-${number}`,
      number,
      name: '队员',
      role: 'officer',
      scope: 'squad-1',
      active: true,
      certificate,
    }
    documents.put('people', data.id, data)
  }
  add('1001', '2026-11-19')
  add('1002', '2026-12-31')
  add('1003', '2028-12-31')
  const { office } = documents
  const screen = await mountScreen(PeopleTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
  expect(screen.text()).toContain('▲ 执法证已于 2026-11-19 过期')
  expect(screen.text()).toContain('▲ 执法证 2026-12-31 到期')
  expect(screen.text()).not.toContain('2028-12-31')
})
