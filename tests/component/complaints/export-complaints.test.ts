import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import ExportComplaints from '../../../src/app/features/complaints/ExportComplaints.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

vi.mock('../../../src/app/ui/download-file.ts', () => ({ downloadFile: () => undefined }))

async function open(role: Role) {
  const taken: unknown[] = []
  const complaintLedger: OfficeApi['complaintLedger'] = async (_format, { people }) => {
    taken.push(people)
    return new File([], '示例.xlsx')
  }
  const services = { office: { complaintLedger } as unknown as OfficeApi }
  const screen = await mountScreen(ExportComplaints, { phone: createPhone(), path: '/', role, services })
  return { screen, taken }
}

test('[DOC-8] names leave with the ledger only where somebody who may see them ticks it', async () => {
  const { screen, taken } = await open('captain')
  await screen.tap('Excel')
  await flushPromises()
  await screen.wrapper.get('input[type=checkbox]').setValue(true)
  await screen.tap('Excel')
  await flushPromises()
  expect(taken).toEqual(['masked', 'clear'])
})

test('[DOC-8] an inspector is not offered them', async () => {
  const { screen } = await open('inspector')
  expect(screen.wrapper.find('input[type=checkbox]').exists()).toBe(false)
})
