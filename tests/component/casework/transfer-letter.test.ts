import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import TransferLetter from '../../../src/app/features/casework/TransferLetter.vue'
import { caseNumber } from '../../../src/domain/casework/case-number.ts'
import { createCaseLife, type CaseLife } from '../../support/case-life.ts'
import { at } from '../../support/entry-maker.ts'
import { createOfficeCases } from '../support/office-cases.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

let phone: Phone
beforeEach(() => {
  phone = createPhone()
})

async function letterOf(life: CaseLife): Promise<Screen> {
  const services = { office: createOfficeCases([life]) }
  const props = { caseId: life.state().caseId }
  return mountScreen(TransferLetter, { phone, path: '/', props, role: 'captain', scopes: [squad], services })
}
const transfer = (life: CaseLife) =>
  life.does('2001', 'case.transferred', {
    letterNo: '示例移〔2026〕1 号',
    authority: '示例交警队',
    evidence: '照片 2 张',
  })

test('移送函 has its number, to whom, what, when, where, what goes with it, and a 回执联 to send back', async () => {
  const life = createCaseLife({ place: { fix: null, text: '示例路口' }, note: '机动车占道' })
  life.toHandling()
  transfer(life)
  const screen = await letterOf(life)
  const paper = screen.wrapper.get('article').text()
  const said = ['文号：示例移〔2026〕1 号', '受送单位：示例交警队', '时间：', '地点：示例路口', '机动车占道']
  const blanks = ['证据清单：照片 2 张', '拟涉及条款', '联系人、电话', '请于此日期前回复', '回执联', '办理意见']
  for (const words of [...said, ...blanks]) expect(paper).toContain(words)
  expect(paper).toContain(`线索来源：日常巡查发现，案件编号 ${caseNumber(life.state().caseId)}`)
  expect(screen.button('打印')).toBeDefined()
})

test('what somebody complained of says so as its source, without saying who; a place without a name has its coordinates', async () => {
  const fix = { lat: 32.641, lng: 117.016, accuracyM: 6, crs: 'wgs84', source: 'gps', fixAt: at('07:00') } as const
  const life = createCaseLife({ place: { fix, text: '' } })
  life.does('2001', 'complaint.received', {
    source: 'hotline12345',
    sourceNo: '示例-8',
    receivedAt: at('06:30'),
    summary: '占道',
    limit: { amount: 5, unit: 'workDay' },
    calendarVersion: 0,
    dueAt: at('18:00'),
    nth: 1,
  })
  life.toHandling()
  transfer(life)
  const paper = (await letterOf(life)).wrapper.get('article').text()
  expect(paper).toContain('线索来源：群众反映（12345 示例-8），案件编号')
  expect(paper).toContain('地点：32.641000, 117.016000')
})

test('before the transfer there is no letter to print', async () => {
  const life = createCaseLife()
  life.toHandling()
  const screen = await letterOf(life)
  expect(screen.text()).toContain('这件案件还没有移送')
  expect(screen.button('打印')).toBeUndefined()
})
