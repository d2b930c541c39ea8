import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import LedgerTable from '../../../src/app/features/ledger/LedgerTable.vue'
import type { CaseRow } from '../../../src/protocol/office.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

const row = (caseId: string, facts: Partial<CaseRow>): CaseRow =>
  ({
    caseId,
    state: 'reported',
    categoryLabel: '牌匾标识',
    severity: 'major',
    placeText: '示例路 1 号',
    reporterName: '队员甲',
    reportedAt: '2026-11-19T06:00:00.000Z',
    photosExpected: 0,
    photosStored: 0,
    ...facts,
  }) as CaseRow

test('the limit stands in the ledger, and is called late only while the case is open', async () => {
  const rows = [
    row('case-1', { dueAt: '2026-11-20T06:00:00.000Z' }),
    row('case-2', { dueAt: '2026-11-21T06:00:00.000Z' }),
    row('case-3', { dueAt: '2026-11-20T06:00:00.000Z', state: 'closed' }),
    row('case-4', { dueAt: null }),
  ]
  // The tests' clock stands at 14:30 on 20 November in Shanghai.
  const { wrapper } = await mountScreen(LedgerTable, { phone: createPhone(), path: '/', props: { rows, selected: 0 } })
  expect(wrapper.findAll('td.due').map((cell) => cell.text())).toEqual([
    '▲ 11-20 14:00',
    '11-21 14:00',
    '11-20 14:00',
    '',
  ])
})

test('a case away from every named place says so, where the others say theirs', async () => {
  const rows = [row('case-1', {}), row('case-2', { placeText: '' })]
  const { wrapper } = await mountScreen(LedgerTable, { phone: createPhone(), path: '/', props: { rows, selected: 0 } })
  expect(wrapper.findAll('td.place').map((cell) => cell.text())).toEqual(['示例路 1 号', '地名未填'])
})
