import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import ComplaintForm from '../../../src/app/features/complaints/ComplaintForm.vue'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { createCaseLife } from '../../support/case-life.ts'
import { rowOf } from '../support/office-cases.ts'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'

let screen: Screen
let kept: unknown[]
/** 同一点位, as the server answers it. */
let look: OfficeApi['samePoint']
let phone: Phone

const field = (label: string) => {
  const found = screen.wrapper.findAll('label').find((each) => each.text().startsWith(label))
  if (!found) throw new Error(`no field ${label}`)
  return found.get('input, select, textarea')
}
const canSubmit = (): boolean => screen.button('提交')?.disabled === false

beforeEach(async () => {
  kept = []
  look = async () => []
  const office = {
    samePoint: (about: Parameters<typeof look>[0]) => look(about),
    keepComplainants: async (people: readonly unknown[]) => void kept.push(...people),
  } as unknown as OfficeApi
  phone = createPhone()
  const row = { slug: 'street.vendor', label: '店外经营', limits: [] }
  await phone.give('standards', 'categories', { version: 1, rows: [row] })
  screen = await mountScreen(ComplaintForm, { phone, path: '/', role: 'captain', services: { office } })
  await field('事项摘要').setValue('饭店占道摆桌')
  await field('类别').setValue(row.slug)
  await field('地点').setValue('示例大道 12 号')
  await flushPromises()
})
afterEach(() => screen.wrapper.unmount())

test.each(['', '-5', '0', '99999'])(
  'a limit of “%s” is refused in words, and not with the day of the one before',
  async (typed) => {
    expect(canSubmit()).toBe(true)
    await field('答复时限').setValue(typed)
    expect(screen.text()).toContain('时限要是 1 到 365 的整数')
    expect(screen.text()).not.toContain('前答复')
    expect(canSubmit()).toBe(false)
  },
)

test('nobody complains tomorrow', async () => {
  await field('受理时间').setValue('2099-01-01T08:00')
  expect(screen.text()).toContain('受理时间还没有到')
  expect(canSubmit()).toBe(false)
})

test('a number typed in full width is kept so that it can be dialled', async () => {
  await field('电话').setValue('１３８００００００００')
  await screen.wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(kept).toMatchObject([{ phone: '13800000000' }])
})

test('the fourth about one point says so, joins the case that somebody works on, and opens none', async () => {
  const [open, over] = [createCaseLife(), createCaseLife({}, 2)]
  over.toClosed()
  look = async () => [
    { row: rowOf(over.state()), complaints: 1 },
    { row: rowOf(open.state()), complaints: 2 },
  ]
  await field('地点').setValue('示例大道 12 号旁')
  await flushPromises()
  expect(screen.text()).toContain('这是第 4 次反映')
  expect(screen.text()).toContain('重复反映，案件自动列为督办')
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(async () => expect(await phone.db.journal.count()).toBe(1))
  expect((await phone.db.journal.toArray())[0]?.entry).toMatchObject({
    kind: 'complaint.received',
    subjects: [open.state().caseId],
    data: { nth: 4 },
  })
})

test('a question about a place of before that fails late tells of no trouble', async () => {
  let fail = (): void => undefined
  const late = new Promise<never>((_, reject) => (fail = () => reject(new ApiProblem('request/too-large'))))
  look = ({ place }) => (place === '示例大道 1 号' ? late : Promise.resolve([]))
  await field('地点').setValue('示例大道 1 号')
  await field('地点').setValue('示例大道 2 号')
  await flushPromises()
  fail()
  await flushPromises()
  expect(screen.wrapper.find('[role=alert]').exists()).toBe(false)
})
