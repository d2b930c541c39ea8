// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import ArriveScreen from '../../../src/app/features/arrive/ArriveScreen.vue'
import { startAdHoc } from '../../../src/app/features/arrive/start-ad-hoc.ts'
import type { LocatorState } from '../../../src/device/location/locator.ts'
import { DeviceProblem } from '../../../src/device/device-problem.ts'
import { snapshotOf } from '../../../src/domain/duty/snapshot-of.ts'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { fixAt, giveRoster, shift, shiftId } from '../support/duty-data.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const inside: LocatorState = { state: 'fixed', best: fixAt(30) }
const outside: LocatorState = { state: 'fixed', best: fixAt(400) }
const refused: LocatorState = { state: 'failed', reason: 'denied', best: null }

describe('到岗', () => {
  let phone: Phone

  beforeEach(async () => {
    phone = createPhone()
    await giveRoster(phone)
  })

  async function open(locator: LocatorState, role: Role = 'officer'): Promise<Screen> {
    const path = `/shift/${shiftId}/arrive`
    const screen = await mountScreen(ArriveScreen, { phone, path, props: { shiftId }, locator, role })
    await vi.waitFor(() => expect(screen.button('到岗')?.disabled).toBe(false))
    await vi.waitFor(() => expect(screen.text()).toContain('示例一小 · 东门'))
    return screen
  }
  const arrivals = async (): Promise<EntryEnvelope[]> => (await phone.db.journal.toArray()).map((row) => row.entry)
  const savedOne = (): Promise<EntryEnvelope> =>
    vi.waitFor(async () => {
      const [entry] = await arrivals()
      expect(entry).toBeDefined()
      return entry!
    })

  test('inside the radius one tap records it, with the place as a part and nothing of the roster', async () => {
    const screen = await open(inside)
    await screen.tap('到岗')
    const { data, parts, scope, subjects } = await savedOne()
    expect(data).toMatchObject({
      basis: 'rostered',
      timeliness: 'late',
      placement: { placed: 'inside', distanceM: 30 },
    })
    expect(data['shift']).toEqual(snapshotOf(shift))
    expect(parts.map((part) => part.kind)).toEqual(['position'])
    expect([scope, subjects]).toEqual([squad, [shiftId]])
    await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
  })

  test('nothing is recorded before the phone has looked where the post is: it would say that it needs none', async () => {
    const { promise: looked, resolve: show } = Promise.withResolvers<void>()
    const one = phone.assignments.one.bind(phone.assignments)
    vi.spyOn(phone.assignments, 'one').mockImplementation(async (collection, id) => {
      if (collection === 'schools') await looked
      return one(collection, id)
    })
    const path = `/shift/${shiftId}/arrive`
    const screen = await mountScreen(ArriveScreen, { phone, path, props: { shiftId }, locator: inside })
    await vi.waitFor(() => expect(screen.button('到岗')).toBeDefined())
    await flushPromises()
    expect(screen.button('到岗')?.disabled).toBe(true)
    await screen.tap('到岗')
    expect(await arrivals()).toEqual([])
    show()
    await vi.waitFor(() => expect(screen.button('到岗')?.disabled).toBe(false))
    await screen.tap('到岗')
    expect((await savedOne()).data).toMatchObject({ placement: { placed: 'inside', distanceM: 30 } })
  })

  test('a draft that cannot be saved is said at the form, which stays', async () => {
    const save = vi.spyOn(phone.drafts, 'save').mockRejectedValue(new DeviceProblem('storage/full'))
    const screen = await open(inside)
    const equipment = screen.wrapper.find('input[type=checkbox]')
    await equipment.setValue(true)
    await vi.waitFor(() => expect(screen.text()).toContain('草稿未能保存'))
    save.mockRestore()
    await equipment.setValue(false)
    await vi.waitFor(() => expect(screen.text()).not.toContain('草稿未能保存'))
  })

  test('outside the radius nothing is recorded without a reason', async () => {
    const screen = await open(outside)
    expect(screen.text()).toContain('在岗位范围外')
    await screen.tap('到岗')
    expect(screen.text()).toContain('请选择或填写原因')
    expect(await arrivals()).toEqual([])
  })

  test('a plaque that cannot be photographed is asked for once and stops nobody twice', async () => {
    const screen = await open(refused)
    await screen.tap('楼高信号弱')
    await screen.tap('到岗')
    expect(screen.text()).toContain('确实拍不了，再点一次到岗')
    expect(await arrivals()).toEqual([])
    await screen.tap('到岗')
    expect((await savedOne()).data).toMatchObject({ reason: '楼高信号弱', placement: { placed: 'noFix' } })
  })

  test('the plaque goes with the record', async () => {
    const bytes = new TextEncoder().encode('a plaque').buffer as ArrayBuffer
    const draftId = `arrival-${shiftId}`
    await phone.photos.take({ bytes, mime: 'image/jpeg', role: 'plaque', source: 'gallery', draftId, takenAtMs: 1 })
    const screen = await open(refused)
    await screen.tap('楼高信号弱')
    await screen.tap('到岗')
    expect((await savedOne()).parts).toMatchObject([{ kind: 'photo', role: 'plaque', source: 'gallery' }])
  })

  test('while the position is searched for, nothing is asked; a tap does not wait for it', async () => {
    const screen = await open({ state: 'searching', best: null })
    expect(screen.text()).toContain('正在定位')
    expect(screen.button('拍照')).toBeUndefined()
    await screen.tap('到岗')
    expect(screen.button('拍照')).toBeDefined()
  })

  test('执法证 and 执法记录仪 are asked of officers and not of 协管员', async () => {
    const ofOfficer = await open(inside)
    expect(ofOfficer.text()).toContain('执法证')
    expect(ofOfficer.text()).toContain('0/10')
    ofOfficer.wrapper.unmount()
    const ofAux = await open(inside, 'aux')
    expect(ofAux.text()).not.toContain('执法')
    expect(ofAux.text()).toContain('0/8')
  })

  test('全部就绪 ticks everything at once', async () => {
    const screen = await open(inside, 'aux')
    const all = [...document.querySelectorAll('button')].find((each) => each.textContent?.includes('全部就绪'))
    all?.click()
    await flushPromises()
    await screen.tap('到岗')
    expect((await savedOne()).data['equipment']).toEqual(['E1', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10'])
  })

  test('long before the window it says from when', async () => {
    const later = { ...shift, startsAt: '2026-11-20T16:00:00+08:00', endsAt: '2026-11-20T17:00:00+08:00' }
    await phone.give('shifts', shiftId, later, shift.date)
    const path = `/shift/${shiftId}/arrive`
    const screen = await mountScreen(ArriveScreen, { phone, path, props: { shiftId }, locator: inside })
    await vi.waitFor(() => expect(screen.text()).toContain('15:45 起可到岗'))
    expect(screen.button('到岗')?.disabled).toBe(true)
  })

  test('顶岗: the shift takes its id from the arrival, and nobody is late for what nobody planned', async () => {
    const adHoc = await startAdHoc('standIn', snapshotOf(shift), phone)
    const path = `/shift/${adHoc}/arrive`
    const screen = await mountScreen(ArriveScreen, { phone, path, props: { shiftId: adHoc }, locator: inside })
    await vi.waitFor(() => expect(screen.text()).toContain('在岗位范围内'))
    await screen.tap('到岗')
    const entry = await savedOne()
    expect(entry.subjects).toEqual([`shift-${entry.id}`])
    expect(entry.data).toMatchObject({ basis: 'standIn', timeliness: 'notApplicable' })
  })
})
