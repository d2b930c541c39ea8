import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import CasePanel from '../../../src/app/features/casework/CasePanel.vue'
import DispatchSheet from '../../../src/app/features/casework/DispatchSheet.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { OutsideUnit } from '../../../src/domain/casework/outside-unit.ts'
import { must } from '../../../src/lib/must.ts'
import type { UnitLinkListResponse } from '../../../src/protocol/outside.ts'
import { filedData, sentOutData } from '../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../support/case-life.ts'
import { at } from '../../support/entry-maker.ts'
import { photoRef } from '../../support/reported-case.ts'
import { createOfficeCases } from '../support/office-cases.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

let phone: Phone
let life: CaseLife
let links: UnitLinkListResponse['links']

const unit = (name: string, kind: OutsideUnit['kind']) =>
  ({ unit: { id: name, name, kind, contact: '', active: true }, rev: 1 }) as never

beforeEach(async () => {
  phone = createPhone()
  life = createCaseLife({ place: { fix: null, text: '示例路 12 号' } })
  life.does('2001', 'case.filed', filedData())
  links = []
  const row = { slug: 'street.shopOverflow', label: '店外经营', responsible: '市政部门', limits: [] }
  await phone.give('standards', 'categories', { version: 7, rows: [row] })
  await phone.give('squads', squad, { id: squad, name: '示例一中队', phone: '0000-0000000' })
})

async function open(): Promise<Screen> {
  const office: Partial<OfficeApi> = {
    outsideUnits: async () => [unit('示例环卫处', 'sanitation'), unit('示例市政所', 'municipal')],
    unitLinks: async () => links,
    issueUnitLink: async ({ days }) => {
      const link = { linkId: 'link-1', unitName: '示例市政所', issuedByName: '示例队长', issuedAt: at('14:30') }
      const expiresAt = new Date(Date.parse(at('14:30')) + days * 24 * 3_600_000).toISOString()
      links = [{ ...link, expiresAt, revokedAt: null, opened: 0, lastOpenedAt: null } as never]
      return { linkId: 'link-1', token: 't'.repeat(43), expiresAt } as never
    },
    revokeUnitLink: async () => {
      links = links.map((link) => ({ ...link, revokedAt: at('15:00') }))
    },
  }
  const services = { office: createOfficeCases([life], office) }
  const props = { caseId: life.state().caseId }
  return mountScreen(CasePanel, { phone, path: '/', props, role: 'captain', scopes: [squad], services })
}
/** Beside it stands the one that gives links out. */
const form = ({ wrapper }: Screen) => must(wrapper.findAll('form').at(-1), 'the form of the act')
const recorded = async () => (await phone.db.journal.toArray()).map(({ entry }) => entry)

test('a case is sent to the unit that the standard names, with a sheet of its own words and a day to reply', async () => {
  const screen = await open()
  await screen.tap('派给外单位')
  await vi.waitFor(() => expect(screen.wrapper.get<HTMLSelectElement>('form select').element.value).toBe('示例市政所'))
  await screen.wrapper.get('form textarea').setValue('井盖缺失，请更换')
  await form(screen).trigger('submit')
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(1))
  expect((await recorded())[0]).toMatchObject({
    kind: 'case.sentOut',
    data: { unitId: '示例市政所', unitName: '示例市政所', task: '井盖缺失，请更换', photos: [] },
  })
})

test('a link is given out for some days, shown once, and taken back', async () => {
  life.does('2001', 'case.sentOut', sentOutData())
  const screen = await open()
  await screen.tap('生成回复链接')
  await vi.waitFor(() => expect(screen.text()).toContain('链接只显示这一次'))
  expect(screen.wrapper.get<HTMLInputElement>('input[readonly]').element.value).toMatch(/\/u#t{43}$/)
  expect(screen.text()).toContain('11-27 14:30 前有效')
  await screen.tap('撤销')
  await vi.waitFor(() => expect(screen.text()).toContain('已撤销'))
  expect(screen.wrapper.find('input[readonly]').exists()).toBe(false)
})

test('what the unit has answered waits for the office, which confirms it or gives it back with the reason', async () => {
  const sent = life.does('2001', 'case.sentOut', sentOutData())
  const answered = { sent, result: 'done', text: '已更换', via: 'link' } as const
  const answer = life.does('2001', 'case.unitAnswered', answered, { parts: [photoRef('after')] })
  const screen = await open()
  expect(screen.text()).toContain('对方经链接，已处置：已更换 待审核')
  await screen.tap('审核外单位回复')
  await form(screen).get('select').setValue('no')
  expect(screen.button('提交')?.disabled).toBe(true)
  await screen.tap('现场未恢复')
  await form(screen).trigger('submit')
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(1))
  expect((await recorded())[0]).toMatchObject({
    kind: 'case.answerReviewed',
    data: { answer, accepted: false, reason: '现场未恢复' },
  })
})

test('what came by telephone or on paper is entered by the office; of what is done there is a picture', async () => {
  const sent = life.does('2001', 'case.sentOut', sentOutData())
  const draftId = `unit-answer.${life.state().caseId}`
  const taken = { mime: 'image/jpeg', role: 'after', source: 'camera', draftId, takenAtMs: phone.clock.now() } as const
  const screen = await open()
  await screen.tap('录入外单位回复')
  await screen.tap('已修复')
  expect(screen.button('提交')?.disabled).toBe(true)
  await screen.tap('录入外单位回复')
  await phone.photos.take({ ...taken, bytes: Uint8Array.from([0xff, 0xd8, 0xff, 1]).buffer })
  await screen.tap('录入外单位回复')
  await vi.waitFor(() => expect(screen.wrapper.findAll('.strip li')).toHaveLength(1))
  await screen.tap('已修复')
  await form(screen).trigger('submit')
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(1))
  expect((await recorded())[0]).toMatchObject({
    kind: 'case.unitAnswered',
    data: { sent, result: 'done', text: '已修复', via: 'office' },
    parts: [{ role: 'after' }],
  })
})

test('a unit that needs longer is written down by the office, and granted like a squad’s request', async () => {
  const sent = life.does('2001', 'case.sentOut', sentOutData())
  const screen = await open()
  await screen.tap('录入外单位延期申请')
  expect(screen.button('提交')?.disabled).toBe(true)
  await screen.tap('配件未到')
  await form(screen).trigger('submit')
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(1))
  expect((await recorded())[0]).toMatchObject({
    kind: 'case.unitExtensionAsked',
    data: { sent, reason: '配件未到', via: 'office' },
  })
})

test('what the unit asked for by its link waits for a decision, in the unit’s own name', async () => {
  const sent = life.does('2001', 'case.sentOut', sentOutData())
  const asked = { sent, reason: '配件未到', until: '2026-11-23T18:00:00+08:00', via: 'link' } as const
  const request = life.does('2001', 'case.unitExtensionAsked', asked)
  const screen = await open()
  expect(screen.text()).toContain('对方经链接，申请延至 11-23 18:00：配件未到 待审批')
  expect(screen.text()).toContain('示例市政所 延期到 11-23 18:00：配件未到')
  await screen.tap('延期审批')
  await form(screen).trigger('submit')
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(1))
  expect((await recorded())[0]).toMatchObject({
    kind: 'case.extensionDecided',
    data: { request, as: 'captain', approved: true, dueAt: '2026-11-23T10:00:00.000Z' },
  })
})

test('派遣单 on paper says to whom, what, where, until when, whom to call, and has its 回复联', async () => {
  life.does('2001', 'case.sentOut', sentOutData())
  const services = { office: createOfficeCases([life]) }
  const props = { caseId: life.state().caseId }
  const screen = await mountScreen(DispatchSheet, { phone, path: '/', props, role: 'captain', services })
  const paper = (): string => screen.wrapper.get('article').text()
  await vi.waitFor(() => expect(paper()).toContain('派出单位：示例一中队'))
  const said = ['承办单位：示例市政所', '联系电话：0000-0000000', '地点：示例路 12 号']
  for (const words of [...said, '事项和要求：井盖缺失，请更换', '2026-11-22 18:00', '回复联', '处置情况'])
    expect(paper()).toContain(words)
})
