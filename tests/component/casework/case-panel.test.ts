import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import CasePanel from '../../../src/app/features/casework/CasePanel.vue'
import { afterFold } from '../../../src/app/features/casework/record-act.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { JournalRow } from '../../../src/device/database/rows.ts'
import type { ScopeId } from '../../../src/domain/ids.ts'
import type { VoiceRef } from '../../../src/domain/journal/part-ref.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { filedData, unit } from '../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../support/case-life.ts'
import { at } from '../../support/entry-maker.ts'
import { createOfficeCases, rowOf } from '../support/office-cases.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

let phone: Phone
let life: CaseLife

beforeEach(async () => {
  phone = createPhone()
  life = createCaseLife()
  await phone.give('standards', 'categories', {
    version: 7,
    rows: [
      {
        slug: life.state().report.category,
        label: '店外经营',
        limits: [
          { amount: 2, unit: 'urgentHour', condition: '影响通行' },
          { amount: 1, unit: 'day' },
        ],
      },
    ],
  })
  await phone.give('squads', squad, { id: squad, name: '示例一中队' })
})

async function open(role: Role, office: Partial<OfficeApi> = {}): Promise<Screen> {
  const services = { office: createOfficeCases([life], office) }
  const scopes = [squad, 'squad-2' as ScopeId]
  const props = { caseId: life.state().caseId }
  return mountScreen(CasePanel, { phone, path: '/', props, role, scopes, services })
}

const acts = ({ wrapper }: Screen): readonly (string | undefined)[] =>
  wrapper.findAll('[data-act]').map((button) => button.attributes('data-act'))
const recorded = (): Promise<readonly JournalRow[]> => phone.db.journal.toArray()
async function submit(screen: Screen): Promise<void> {
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
}

test('[PART-13] what the officer spoke with the finding is heard beside it', async () => {
  const voice = { partId: 'p-1', sha256: 'a'.repeat(64), sizeBytes: 9, kind: 'voice', mime: 'audio/webm' } as const
  const ref = { ...voice, durationMs: 7_400, takenAt: at('08:00') } as unknown as VoiceRef
  const parts = [{ ref, entryId: life.state().reportedBy, state: 'stored', storedAt: null }] as const
  const cases = createOfficeCases([life])
  const caseDetail: OfficeApi['caseDetail'] = async (id) => ({ ...(await cases.caseDetail(id)), parts: [...parts] })
  const screen = await open('captain', { caseDetail })
  const player = await vi.waitFor(() => screen.wrapper.get('[aria-label="语音"] audio'))
  expect(player.attributes()).toMatchObject({ src: '/api/parts/p-1?size=original', 'aria-label': '语音 0:07' })
  expect(player.attributes()).toHaveProperty('controls')
})

describe('what may be done with a case', () => {
  test.each<[Role, readonly string[]]>([
    ['captain', ['case.filed', 'case.voided']],
    ['command', ['case.filed', 'case.rejected', 'case.merged', 'case.verifyAsked', 'case.supervised', 'case.voided']],
    ['inspector', ['case.supervised']],
    ['viewer', []],
  ])('by %s is offered, and nothing else', async (role, offered) => {
    expect(acts(await open(role))).toEqual(offered)
  })

  test('立案 copies the chosen limit of the standard with its version and its end', async () => {
    const screen = await open('captain')
    await screen.tap('立案')
    // The standard comes from this device's database.
    await vi.waitFor(() => screen.wrapper.get('#own-limit'))
    await screen.wrapper.findAll('select')[1]?.setValue('1')
    await submit(screen)
    const nowMs = phone.clock.now()
    expect((await recorded())[0]?.entry).toMatchObject({
      kind: 'case.filed',
      subjects: [life.state().caseId],
      after: [life.state().reportedBy],
      data: {
        standardVersion: 7,
        limit: { amount: 1, unit: 'day' },
        dueAt: new Date(nowMs + 24 * 3_600_000).toISOString(),
      },
    })
    expect(screen.text()).toContain('已保存：立案。现在没有网络')
  })

  test('a limit of one’s own needs its reason', async () => {
    const screen = await open('captain')
    await screen.tap('立案')
    // The standard comes from this device's database.
    await vi.waitFor(() => screen.wrapper.get('#own-limit'))
    await screen.wrapper.get('#own-limit').setValue(true)
    expect(screen.button('提交')?.disabled).toBe(true)
    await screen.tap('上级交办')
    await submit(screen)
    expect((await recorded())[0]?.entry.data).toMatchObject({
      standardVersion: 0,
      ownLimitReason: '上级交办',
      limit: { amount: 1, unit: 'workDay' },
    })
  })

  test('派遣 suggests whose post is nearest, by the roster, and takes them in one press', async () => {
    const fix = { lat: 32.641, lng: 117.016, accuracyM: 6, crs: 'wgs84', source: 'gps', fixAt: at('07:00') } as const
    life = createCaseLife({ place: { fix, text: '示例路口' } })
    life.does('2001', 'case.filed', filedData())
    const gate = { lat: 32.6415, lng: 117.016 }
    const school = { id: 'school-1', name: '示例一小', point: gate, posts: [{ id: 'east', point: gate }] }
    await phone.give('schools', 'school-1', { ...school, scope: squad, kind: 'primary', bells: [], perimeter: [] })
    const today = {
      date: '2026-11-20',
      startsAt: at('14:00'),
      endsAt: at('17:00'),
      schoolId: 'school-1',
      postId: 'east',
    }
    const near = { ...today, id: 'shift-1', scope: squad, session: 'dismissal', title: '东门', assignees: ['p-1101'] }
    await phone.give('shifts', 'shift-1', { ...near, drill: false }, '2026-11-20')
    for (const [number, name] of [
      ['1001', '示例甲'],
      ['1101', '示例乙'],
    ]) {
      const person = { id: `p-${number}`, number, name, role: 'officer', scope: squad, active: true }
      await phone.give('people', person.id, person)
    }
    const screen = await open('captain')
    await screen.tap('派遣')
    await vi.waitFor(() => expect(screen.button('示例乙，56 米')).toBeDefined())
    const options = screen.wrapper.findAll('select')[1]?.findAll('option') ?? []
    expect(options.map((option) => option.text())).toEqual(['由中队安排', '示例乙', '示例甲'])
    await screen.tap('示例乙，56 米')
    await submit(screen)
    expect((await recorded())[0]?.entry).toMatchObject({
      kind: 'case.dispatched',
      data: { to: squad, person: 'p-1101' },
    })
  })

  test('合并 names the likeliest of what may be the same', async () => {
    const twin = createCaseLife({}, 2).state()
    const screen = await open('command', {
      similarCases: async () => [{ row: rowOf(twin), distanceM: 12, apartMs: 3_600_000 }],
    })
    await screen.tap('合并')
    expect(screen.text()).toContain('12 米，相差 1 小时')
    await submit(screen)
    expect((await recorded())[0]?.entry).toMatchObject({ kind: 'case.merged', data: { into: twin.caseId } })
  })

  test('whose squad is not known here yet says 中队, never an id', async () => {
    life.toHandling()
    await phone.db.assignments.clear()
    const screen = await open('captain')
    expect(screen.wrapper.findAll('dl')[1]?.text()).toMatch(/中队 \S/)
    expect(screen.text()).not.toContain(unit)
  })

  test('a captain who handled the case is told that another one checks it', async () => {
    life.toHandled()
    expect(acts(await open('captain'))).toEqual(['case.checked'])
    const handled = life.state()
    expect(handled.life.handlers).toEqual(['1001'])
  })

  test('返工 needs a reason and gives the time that was left', async () => {
    life.toHandled()
    const screen = await open('captain')
    await screen.tap('核查')
    await screen.wrapper.get('select').setValue('failed')
    expect(screen.button('提交')?.disabled).toBe(true)
    await screen.tap('现场未恢复')
    await submit(screen)
    // Two hours were left when it was handled.
    expect((await recorded())[0]?.entry.data).toMatchObject({
      passed: false,
      onSite: false,
      reason: '现场未恢复',
      dueAt: new Date(phone.clock.now() + 2 * 3_600_000).toISOString(),
    })
  })

  test('督办 by itself, of what was complained of again, is said as such', async () => {
    const received = { source: 'visit', receivedAt: at('08:30'), summary: '占道', calendarVersion: 0, nth: 2 } as const
    const limit = { amount: 5, unit: 'workDay' } as const
    life.does('2001', 'complaint.received', { ...received, limit, dueAt: at('18:00') })
    expect((await open('captain')).text()).toContain('督办重复反映，自动列为督办')
  })

  test('what waits to be dispatched, and to be accepted, says by when it should be', async () => {
    life.does('2001', 'case.filed', filedData(at('18:00')))
    const filed = await open('captain')
    // The tests' clock stands at 14:30.
    expect(filed.text()).toContain('派遣限时▲ 11-20 09:30，已超时 5 小时')
    filed.wrapper.unmount()
    life.does('2001', 'case.dispatched', { to: unit }, { at: at('14:10') })
    expect((await open('captain')).text()).toContain('接收限时11-20 16:10，还有 1 小时 40 分')
  })

  test('an extension is granted in the office that decides, to the moment that was asked for', async () => {
    life.toHandling()
    const request = life.does('1001', 'case.extensionAsked', { unit, reason: '商户外出', until: at('18:00') })
    const screen = await open('captain')
    expect(screen.text()).toContain('延期到 11-20 18:00：商户外出')
    await screen.tap('延期审批')
    await submit(screen)
    const data = { request, as: 'captain', approved: true, dueAt: new Date(at('18:00')).toISOString() }
    expect((await recorded())[0]?.entry).toMatchObject({ kind: 'case.extensionDecided', data })
  })

  test('its clock, its limit and what had no effect are said in words', async () => {
    life.does('2001', 'case.filed', filedData(at('12:00')))
    life.does('4001', 'case.rejected', { ground: 'noFacts', reason: '未发现' })
    const screen = await open('command')
    // The tests' clock stands at 14:30.
    expect(screen.text()).toContain('▲ 11-20 12:00，已超时 2 小时 30 分')
    expect(screen.text()).toContain('▲ 未生效')
    expect(screen.text()).toContain('案件已不在这一步')
  })
})

test('what an 协管员 reported is a 线索, and the panel says that an officer has to be there', async () => {
  const [report] = life.entries
  if (report?.stamp) life.entries[0] = { ...report, stamp: { ...report.stamp, authorRole: 'aux' } }
  const screen = await open('captain')
  expect(screen.text()).toContain('协管员上报的线索，须执法队员到场确认后才可作为证据')
  screen.wrapper.unmount()
  life.toHandled()
  expect((await open('captain')).text()).not.toContain('线索')
})

test('an act that another one has overtaken is told with the reason', () => {
  life.does('2001', 'case.filed', filedData())
  const entryId = life.does('4001', 'case.merged', { into: createCaseLife({}, 2).state().caseId })
  expect(afterFold({ state: 'sent', entryId }, life.state())).toEqual({
    state: 'refused',
    entryId,
    code: 'case/stage-changed',
  })
})

test('a place that has no name is said by its coordinates, and one that nobody knows as unknown', async () => {
  const fix = { lat: 32.641, lng: 117.016, accuracyM: 6, crs: 'wgs84', source: 'gps', fixAt: at('07:00') } as const
  life = createCaseLife({ place: { fix, text: '' } })
  expect((await open('captain')).wrapper.text()).toContain('地点32.641000, 117.016000')
  life = createCaseLife({ place: { fix: null, text: '' } })
  expect((await open('captain')).wrapper.text()).toContain('地点没有位置')
})

test('its history says what was given back too late, and what went on by its plan', async () => {
  life.does('2001', 'case.filed', filedData('2026-11-30T18:00:00+08:00'))
  life.does('2001', 'case.dispatched', { to: unit }, { at: at('11:00') })
  life.does('1001', 'case.returned', { unit, reason: '不在辖区' }, { at: '2026-11-25T09:00:00+08:00' })
  const resumed = { dueAt: '2026-11-30T18:00:00+08:00', calendarVersion: 2026, byPlan: true } as const
  life.does('1001', 'case.resumed', resumed, { at: '2026-11-26T09:00:00+08:00' })
  const lines = (await open('captain')).wrapper.findAll('ol li').map((line) => line.text())
  expect(lines.find((line) => line.includes('退回派遣'))).toContain('▲ 逾期退回')
  expect(lines.filter((line) => line.includes('逾期退回'))).toHaveLength(1)
  expect(lines.at(-1)).toContain('缓办到期，自动恢复办理')
})
