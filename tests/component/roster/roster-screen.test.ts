import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import RosterScreen from '../../../src/app/features/roster/RosterScreen.vue'
import { withPeople } from '../../../src/domain/duty/edit-shift.ts'
import { seenShiftOf } from '../../../src/domain/duty/seen-shift.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import { li, people, qian, school, shiftWith, wang } from '../../support/roster-data.ts'
import { chooseFile } from '../support/choose-file.ts'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'
import { createOfficeDocuments, type OfficeDocuments } from '../support/office-documents.ts'

let documents: OfficeDocuments
let screen: Screen
let phone: Phone
const morning = shiftWith([wang, li])
const key = (date: string, session = 'arrival', post = 'post-east'): string => `school-1/${post}|${date}|${session}`
const block = (of: string) => screen.wrapper.get<HTMLButtonElement>(`[data-block="${of}"]`)
const press = async (of: string, pressed: string, ctrlKey = false): Promise<void> => {
  if (block(of).attributes('tabindex') !== '0') await block(of).trigger('click')
  await block(of).trigger('keydown', { key: pressed, ctrlKey })
  await flushPromises()
}
const stored = () => documents.data('shifts', morning.id) as unknown as Shift | undefined
const publish = (): Promise<void> => screen.tap('发布 1 项改动')

beforeEach(async () => {
  documents = createOfficeDocuments()
  documents.put('squads', 'squad-1', { id: 'squad-1', name: '一中队' }, 'bureau')
  documents.put('schools', school.id, school)
  for (const person of people.values()) documents.put('people', person.id, person)
  documents.put('shifts', morning.id, morning)
  const { office } = documents
  phone = createPhone()
  screen = await mountScreen(RosterScreen, { phone, path: '/', role: 'captain', services: { office } })
  await screen.tap('下一周 ›')
})

describe('a week of the roster', () => {
  test('says who has seen what is published, and nothing where that was changed since', async () => {
    await vi.waitFor(() => expect(block(key('2026-11-23')).attributes('aria-label')).toContain('知悉 0/2'))
    await phone.journal.record([
      {
        kind: 'roster.acknowledged',
        scope: morning.scope,
        subjects: [morning.id],
        data: { shift: seenShiftOf(morning), standing: 'assigned' },
      },
    ])
    await vi.waitFor(() => expect(block(key('2026-11-23')).text()).toContain('知悉 1/2'))
    await press(key('2026-11-23'), 'Enter')
    expect(screen.text()).toContain('王一 队员 · 11月20日 14:30 已知悉')
    expect(screen.text()).toContain('李二 协管员 · 尚未知悉')
    await screen.wrapper.findAll<HTMLInputElement>('.person input')[3]!.trigger('change')
    expect(block(key('2026-11-23')).text()).not.toContain('知悉')
  })

  test('somebody who went to another squad is called by a word, and can be taken off the shift', async () => {
    const moved = { ...qian, id: 'p-9009' as typeof qian.id }
    documents.put('shifts', morning.id, withPeople(morning, [wang.id, li.id, moved.id]))
    documents.ring()
    await vi.waitFor(() => expect(block(key('2026-11-23')).attributes('aria-label')).toContain('王一、李二、同事'))
    await press(key('2026-11-23'), 'Enter')
    await screen.wrapper.findAll('.person').at(-1)!.get('input').trigger('change')
    await publish()
    expect(stored()?.assignees).toEqual([wang.id, li.id])
    expect(screen.text()).not.toContain(moved.id)
  })

  test('says of every place when and who, and what is wrong with it', async () => {
    expect(block(key('2026-11-23')).attributes('aria-label')).toBe(
      '示例一小 东门 11月23日 周一 到校 07:40–08:15：王一、李二；知悉 0/2',
    )
    expect(block(key('2026-11-24')).attributes('aria-label')).toContain('待排')
    await press(key('2026-11-23'), 'c', true)
    await press(key('2026-11-23', 'arrival', 'post-west'), 'v', true)
    expect(block(key('2026-11-23')).attributes('aria-label')).toContain('有 2 项问题')
    expect(screen.text()).toContain('王一 同一时间排在两处')
  })

  test('is planned by the keyboard: move, copy, delete, and back again', async () => {
    await press(key('2026-11-23'), 'ArrowRight')
    expect(document.activeElement?.getAttribute('data-block')).toBe(key('2026-11-24'))
    await press(key('2026-11-23'), 'x', true)
    await press(key('2026-11-24'), 'v', true)
    expect(block(key('2026-11-24')).text()).toContain('王一、李二')
    expect(block(key('2026-11-23')).text()).toContain('待排')
    await press(key('2026-11-24'), 'Delete')
    expect(block(key('2026-11-24')).text()).toContain('待排')
    await press(key('2026-11-24'), 'z', true)
    expect(block(key('2026-11-24')).text()).toContain('王一、李二')
  })

  test('is planned by the hand: a shift is moved to a free place, copied with Ctrl, and a person put to it', async () => {
    const carried = new Map<string, string>()
    const dataTransfer = {
      setData: (kind: string, word: string) => void carried.set(kind, word),
      getData: (kind: string) => carried.get(kind) ?? '',
    }
    const drag = async (from: { trigger: (name: string, event: object) => unknown }, to: string, ctrlKey = false) => {
      carried.clear()
      await from.trigger('dragstart', { dataTransfer })
      await block(to).trigger('drop', { dataTransfer, ctrlKey })
      await flushPromises()
    }
    await drag(block(key('2026-11-23')), key('2026-11-24'))
    expect(block(key('2026-11-24')).text()).toContain('王一、李二')
    expect(block(key('2026-11-23')).text()).toContain('待排')
    await drag(block(key('2026-11-24')), key('2026-11-25'), true)
    expect([block(key('2026-11-24')).text(), block(key('2026-11-25')).text()].join()).toMatch(/王一、李二.*王一、李二/)
    const qianInPalette = screen.wrapper.findAll('li[draggable=true]').find((each) => each.text().startsWith('钱四'))
    await drag(qianInPalette!, key('2026-11-25'))
    expect(block(key('2026-11-25')).text()).toContain('王一、李二、钱四')
  })

  test('is published only when what was found is mended or explained; the reason stays in the shift', async () => {
    await press(key('2026-11-23'), 'Enter')
    await screen.wrapper.findAll<HTMLInputElement>('.person input')[1]!.trigger('change')
    expect(screen.text()).toContain('还有 1 项问题：改好，或写明理由后再发布')
    expect(screen.button('发布 1 项改动')?.disabled).toBe(true)
    await screen.tap('说明理由')
    await screen.wrapper.get('input.reason').setValue('另一人临时请假')
    await screen.wrapper.get('form').trigger('submit')
    await publish()
    await vi.waitFor(() => expect(screen.text()).toContain('已发布，手机下次同步时收到'))
    expect(stored()).toMatchObject({ assignees: [wang.id], overrides: [{ code: 'tooFew', reason: '另一人临时请假' }] })
  })

  test('marks 仅劝导 where the captain lets a post stand without an officer', async () => {
    await press(key('2026-11-23'), 'Enter')
    await screen.wrapper.findAll<HTMLInputElement>('.person input')[0]!.trigger('change')
    await screen.wrapper.findAll<HTMLInputElement>('.person input')[3]!.trigger('change')
    expect(block(key('2026-11-23')).text()).not.toContain('仅劝导')
    await screen.tap('说明理由')
    await screen.wrapper.get('input.reason').setValue('队员临时请假')
    await screen.wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(block(key('2026-11-23')).text()).toContain('仅劝导')
    expect(block(key('2026-11-23')).attributes('aria-label')).toContain('仅劝导')
  })

  test('shows what a colleague publishes, and both where she changed the same shift', async () => {
    const afternoon = shiftWith([qian, wang], { session: 'dismissal' })
    documents.put('shifts', afternoon.id, afternoon)
    documents.ring()
    await vi.waitFor(() => expect(block(key('2026-11-23', 'dismissal')).text()).toContain('钱四、王一'))
    await press(key('2026-11-23'), 'Enter')
    await screen.wrapper.findAll<HTMLInputElement>('.person input')[3]!.trigger('change')
    documents.put('shifts', morning.id, withPeople(morning, [wang.id, qian.id]))
    await publish()
    await vi.waitFor(() => expect(screen.text()).toContain('对方已发布：07:40–08:15 王一、钱四'))
    expect(screen.text()).toContain('您的改动：07:40–08:15 王一、李二、钱四')
    expect(stored()?.assignees).toEqual([wang.id, qian.id])
    await screen.tap('用我的')
    await publish()
    await vi.waitFor(() => expect(stored()?.assignees).toEqual([wang.id, li.id, qian.id]))
  })

  test('takes over the people of the week before where nobody is planned', async () => {
    await screen.tap('下一周 ›')
    await screen.tap('从上周复制')
    expect(block(key('2026-11-30')).text()).toContain('王一、李二')
  })

  test('is taken over from a table when all of it was understood, as one step that can be taken back', async () => {
    const head = '日期,学校,岗位,时段,人员\n11月23日,示例一小,东门,到校,"王一、李二、钱四"\n'
    await chooseFile(screen, new File([`${head}11月23日,示例一小,东门,离校,孙五\n`], '排班.csv'))
    await vi.waitFor(() => expect(screen.text()).toContain('本中队没有这个人：孙五'))
    expect(screen.button('放入排班')?.disabled).toBe(true)
    await chooseFile(screen, new File([head], '排班.csv'))
    await vi.waitFor(() => expect(screen.text()).toContain('新增 0 班，改动 1 班，删除表格里没有的 0 班'))
    await screen.tap('放入排班')
    expect(block(key('2026-11-23')).text()).toContain('王一、李二、钱四')
    await screen.tap('撤销')
    expect(block(key('2026-11-23')).text()).not.toContain('钱四')
  })

  test('leaves alone what has begun', async () => {
    await screen.tap('本周')
    expect(block(key('2026-11-20')).attributes('aria-label')).toContain('已开始，不能再改')
    await press(key('2026-11-20'), 'v', true)
    expect(block(key('2026-11-20')).text()).toContain('待排')
  })
})
