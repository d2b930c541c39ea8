import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import ExportDuty from '../../../src/app/features/duty-board/ExportDuty.vue'
import type { AppServices } from '../../../src/app/services.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

type DutyLedger = AppServices['office']['dutyLedger']

function open(dutyLedger: DutyLedger): Promise<Screen> {
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  const services = { office: { dutyLedger } as unknown as AppServices['office'] }
  return mountScreen(ExportDuty, { phone: createPhone(), path: '/', services, props: { today: '2026-11-20' } })
}

test('护学岗台账 is of this month until somebody says otherwise', async () => {
  const dutyLedger = vi.fn<DutyLedger>(async () => new File(['a'], '台账.xlsx'))
  const screen = await open(dutyLedger)
  await screen.tap('Excel')
  await vi.waitFor(() => expect(dutyLedger).toHaveBeenCalledOnce())
  expect(dutyLedger.mock.calls[0]?.slice(0, 2)).toEqual(['xlsx', { from: '2026-11-01', to: '2026-11-20' }])
})

test('what has arrived of a long file is said', async () => {
  const screen = await open((_format, _period, onReceived) => {
    onReceived(3 * 1024 * 1024, null)
    return new Promise(() => undefined)
  })
  await screen.tap('CSV')
  await vi.waitFor(() => expect(screen.text()).toContain('正在下载，已收到 3.0 MB'))
})
