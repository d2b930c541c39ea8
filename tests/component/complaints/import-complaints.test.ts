import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import ImportComplaints from '../../../src/app/features/complaints/ImportComplaints.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { createCaseLife } from '../../support/case-life.ts'
import { chooseFile } from '../support/choose-file.ts'
import { rowOf } from '../support/office-cases.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const other = 'squad-2' as ScopeId
const head = '工单编号,受理时间,诉求内容,联系电话,事发地点,问题类别'
const line = (number: number, time = '2026-11-19 08:15'): string =>
  `${number},${time},示例内容,１３８００００００００,示例路 ${number} 号,店外经营`
const table = (...lines: readonly string[]): File => new File([[head, ...lines].join('\n')], '工单.csv')

let phone: Phone
let screen: Screen
let kept: { readonly phone: string }[]

async function open(office: Partial<OfficeApi> = {}): Promise<void> {
  const server = {
    knownComplaints: async () => [],
    samePoint: async () => [],
    keepComplainants: async (people: typeof kept) => void kept.push(...people),
    ...office,
  } as unknown as OfficeApi
  const scopes = [squad, other]
  screen = await mountScreen(ImportComplaints, {
    phone,
    path: '/',
    role: 'captain',
    scopes,
    services: { office: server },
  })
}
const choice = (label: string) => {
  const found = screen.wrapper.findAll('label').find((each) => each.text().startsWith(label))
  if (!found) throw new Error(`no choice ${label}`)
  return found.get('select')
}

beforeEach(async () => {
  kept = []
  phone = createPhone()
  for (const [id, name] of [
    [squad, '第一中队'],
    [other, '第二中队'],
  ] as const)
    await phone.give('squads', id, { id, name })
  const row = { slug: 'street.vendor', label: '店外经营', limits: [] }
  await phone.give('standards', 'categories', { version: 1, rows: [row] })
})
afterEach(() => screen.wrapper.unmount())

test('a source that was chosen for lines without one can be taken back', async () => {
  await open()
  await chooseFile(screen, table(line(1)))
  await vi.waitFor(() => expect(screen.text()).toContain('1 行没有看懂'))
  await choice('没有写来源的归为').setValue('petition')
  await vi.waitFor(() => expect(screen.button('导入 1 条')?.disabled).toBe(false))
  const options = choice('没有写来源的归为').findAll('option')
  await options.find((each) => each.text() === '未选')?.setValue()
  await vi.waitFor(() => expect(screen.text()).toContain('1 行没有看懂'))
  expect(screen.button('导入 1 条')).toBeUndefined()
})

test('a line of tomorrow is not taken, and says why; the others are, with numbers that can be dialled', async () => {
  await open()
  await chooseFile(screen, table(line(1), line(2, '2026-11-21 08:00')))
  await vi.waitFor(() => choice('没有写来源的归为'))
  await choice('没有写来源的归为').setValue('petition')
  await vi.waitFor(() => expect(screen.text()).toContain('受理时间还没有到'))
  await vi.waitFor(() => expect(screen.button('导入 1 条')?.disabled).toBe(false))
  await screen.tap('导入 1 条')
  await vi.waitFor(() => expect(screen.text()).toContain('已导入 1 条'))
  expect(kept).toMatchObject([{ phone: '13800000000' }])
})

test('no line joins a case of the squad that was chosen before, also where that answer comes last', async () => {
  let answer = (): void => undefined
  const heldBack = new Promise<void>((resolve) => (answer = resolve))
  const samePoint: OfficeApi['samePoint'] = async ({ scope }) => {
    if (scope === other) return []
    await heldBack
    return [{ row: rowOf(createCaseLife().state()), complaints: 1 }]
  }
  await open({ samePoint })
  await chooseFile(screen, table(line(1)))
  await vi.waitFor(() => choice('没有写来源的归为'))
  await choice('没有写来源的归为').setValue('petition')
  await choice('承办中队').setValue(other)
  await vi.waitFor(() => expect(screen.text()).toContain('新案件'))
  answer()
  await flushPromises()
  expect(screen.text()).toContain('新案件')
  expect(screen.text()).not.toContain('并入')
})

test('of a table with more 工单 than one question holds, none that is entered already is entered again', async () => {
  const numbers = Array.from({ length: 501 }, (_, index) => index + 1)
  await open({ knownComplaints: async (asked) => asked.filter((each) => each === '501') })
  await chooseFile(screen, table(...numbers.map((number) => line(number))))
  await vi.waitFor(() => choice('没有写来源的归为'))
  await choice('没有写来源的归为').setValue('petition')
  await vi.waitFor(() => expect(screen.text()).toContain('500 条可以导入，1 条已经登记过'))
})

test('lines about a point that was complained of before are counted on, and go to the case that is open there', async () => {
  const at = createCaseLife().state()
  await open({ samePoint: async ({ place }) => (place === '示例路 1 号' ? [{ row: rowOf(at), complaints: 3 }] : []) })
  await chooseFile(screen, table(line(1), line(1).replace('1,', '7,'), line(2)))
  await vi.waitFor(() => choice('没有写来源的归为'))
  await choice('没有写来源的归为').setValue('petition')
  await vi.waitFor(() => expect(screen.button('导入 3 条')?.disabled).toBe(false))
  await screen.tap('导入 3 条')
  await vi.waitFor(async () => expect(await phone.db.journal.count()).toBe(4))
  const received = (await phone.db.journal.toArray())
    .map(({ entry }) => entry)
    .filter(({ kind }) => kind === 'complaint.received')
    .map(({ data, subjects }) => [data['sourceNo'], data['nth'], subjects[0] === at.caseId])
  expect(received.sort()).toEqual([
    ['1', 4, true],
    ['2', 1, false],
    ['7', 5, true],
  ])
})
