import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import ExportLinks from '../../../src/app/features/sign-register/ExportLinks.vue'
import { noFilter } from '../../../src/app/features/sign-register/register-filter.ts'
import type { AppServices } from '../../../src/app/services.ts'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const filter = { ...noFilter(), grade: 'MAJOR', isOverdue: true }

function open(total: number, signLedger: () => Promise<File>): Promise<Screen> {
  const services = { office: { signLedger } as unknown as AppServices['office'] }
  return mountScreen(ExportLinks, { phone: createPhone(), path: '/', services, props: { filter, total } })
}

/** The names of the files that the browser was given. */
function downloads(): readonly string[] {
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  return names
}

test('what is exported is what the filter shows', async () => {
  const names = downloads()
  const signLedger = vi.fn(async () => new File(['a'], '台账.csv'))
  const screen = await open(3, signLedger)
  await screen.tap('CSV')
  await vi.waitFor(() => expect(names).toEqual(['台账.csv']))
  expect(signLedger).toHaveBeenCalledWith('csv', { grade: 'MAJOR', overdue: 'yes' }, expect.any(Function))
})

test('a refusal is said and saved as no file', async () => {
  const names = downloads()
  const screen = await open(3, () => Promise.reject(new ApiProblem('session/missing')))
  await screen.tap('CSV')
  await vi.waitFor(() => expect(screen.wrapper.find('[role=alert]').exists()).toBe(true))
  expect([names, screen.button('CSV')?.disabled]).toEqual([[], false])
})

test('a register that no Excel file holds is offered in the other forms, with the reason', async () => {
  const screen = await open(10_001, () => Promise.reject(new Error('not asked')))
  expect([screen.button('Excel（带照片）'), screen.button('CSV')?.disabled]).toEqual([undefined, false])
  expect(screen.text()).toContain('Excel 一次最多 10000 条，请先筛选')
})
