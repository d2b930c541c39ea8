import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import CasePanel from '../../../src/app/features/casework/CasePanel.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { caseNumber } from '../../../src/domain/casework/case-number.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { filedData } from '../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../support/case-life.ts'
import { at } from '../../support/entry-maker.ts'
import { createOfficeCases, rowOf } from '../support/office-cases.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

let phone: Phone
let report: CaseLife
let old: CaseLife
let asked: Parameters<OfficeApi['samePoint']>[0][]

beforeEach(() => {
  phone = createPhone()
  report = createCaseLife({ place: { fix: null, text: '示例一小东门' } }, 2)
  old = createCaseLife()
  old.toClosed()
  asked = []
})

/** The old case ended this many days before the new report. */
const endedBefore = (days: number) => {
  const actBy = new Date(report.state().reportedAtMs - days * 24 * 3_600_000).toISOString()
  return { row: { ...rowOf(old.state()), actBy, placeText: '示例一小东门' }, complaints: 0 }
}

async function open(role: Role, days = 3): Promise<Screen> {
  const samePoint: OfficeApi['samePoint'] = async (query) => {
    asked.push(query)
    return [endedBefore(days)]
  }
  const services = { office: createOfficeCases([report, old], { samePoint }) }
  const props = { caseId: report.state().caseId }
  return mountScreen(CasePanel, { phone, path: '/', props, role, scopes: [squad], services })
}
const number = (): string => caseNumber(old.state().caseId)

test('before a report is filed a captain reads which open case it may be, how far and how long apart', async () => {
  const twin = createCaseLife({}, 3).state()
  const services = {
    office: createOfficeCases([report], {
      similarCases: async () => [{ row: rowOf(twin), distanceM: 12, apartMs: 3_600_000 }],
    }),
  }
  const props = { caseId: report.state().caseId }
  const screen = await mountScreen(CasePanel, { phone, path: '/', props, role: 'captain', scopes: [squad], services })
  await vi.waitFor(() => expect(screen.text()).toContain('可能是同一件，已有人在办：'))
  const link = screen.wrapper.get(`a[href$="/office/ledger/${twin.caseId}"]`)
  expect(link.text()).toContain('12 米，相差 1 小时')
})

test('and which case has come back, that the command centre opens again in one press, with the report as its evidence', async () => {
  const screen = await open('command')
  await vi.waitFor(() => expect(screen.text()).toContain('可能是反弹，30 天内同一地点同类案件已结案：'))
  expect(screen.text()).toContain(`${number()} 示例一小东门`)
  expect(asked).toEqual([{ scope: squad, category: report.state().report.category, place: '示例一小东门' }])
  await screen.tap('重开原案，本件并入其中')
  await vi.waitFor(async () => expect(await phone.db.journal.count()).toBe(2))
  const [reopened, merged] = (await phone.db.journal.orderBy('id').toArray()).map(({ entry }) => entry)
  expect(reopened).toMatchObject({
    kind: 'case.reopened',
    subjects: [old.state().caseId],
    data: { cause: 'relapse', reason: '同一地点又出现', evidence: report.state().caseId },
  })
  expect(merged).toMatchObject({
    kind: 'case.merged',
    subjects: [report.state().caseId],
    data: { into: old.state().caseId },
  })
})

test('a captain is told of it, and who opens it again', async () => {
  const screen = await open('captain')
  await vi.waitFor(() => expect(screen.text()).toContain('确属反弹的，请指挥中心重开原案'))
  expect(screen.button('重开原案，本件并入其中')).toBeUndefined()
})

test('what ended longer ago is another story', async () => {
  const screen = await open('command', 31)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(screen.text()).not.toContain('可能是反弹')
})

test('an old case that somebody has opened meanwhile is left alone, and so is the report', async () => {
  const screen = await open('command')
  await vi.waitFor(() => expect(screen.button('重开原案，本件并入其中')).toBeDefined())
  old.does('4001', 'case.reopened', { cause: 'relapse', reason: '又出现' })
  await screen.tap('重开原案，本件并入其中')
  await vi.waitFor(() => expect(screen.text()).toContain('原案已不在这一步，没有重开'))
  expect(await phone.db.journal.count()).toBe(0)
})

test('a case that is filed already asks nobody', async () => {
  report.does('2001', 'case.filed', filedData(at('12:00')))
  await open('command')
  expect(asked).toEqual([])
})
