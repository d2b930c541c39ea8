import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useDraft, type Draft } from '../../../src/app/composables/use-draft.ts'
import type { PersonServices } from '../../../src/app/services.ts'
import type { Drafts } from '../../../src/device/journal/drafts.ts'
import { createEngine } from '../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../support/phone-storage.ts'
import { inComponent, type InComponent } from '../support/in-component.ts'

interface Form {
  note: string
  photos: { role: string }[]
}

describe('the draft of a form', () => {
  let drafts: Drafts
  let screen: InComponent<Draft<Form>>

  beforeEach(() => {
    drafts = createPhoneStorage(createEngine()).drafts
  })
  afterEach(() => {
    show('visible')
    vi.useRealTimers()
  })

  function show(visibility: DocumentVisibilityState): void {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility)
    document.dispatchEvent(new Event('visibilitychange'))
  }

  async function openForm(using: Drafts = drafts): Promise<Draft<Form>> {
    const person = shallowRef({ drafts: using } as unknown as PersonServices)
    screen = inComponent(() => useDraft<Form>('draft-1', 'finding', 'shift-1', () => ({ note: '', photos: [] })), {
      person,
    })
    await vi.waitFor(() => expect(screen.result.ready.value).toBe(true))
    return screen.result
  }
  const stored = async (): Promise<unknown> => (await drafts.load('draft-1'))?.data

  test('comes back as it was typed', async () => {
    const before = await openForm()
    before.state.note = '东门外三辆车'
    before.state.photos.push({ role: 'scene' })
    await before.flush()
    screen.leave()
    expect((await openForm()).state).toEqual({ note: '东门外三辆车', photos: [{ role: 'scene' }] })
  })

  test('is saved once typing pauses, without being asked', async () => {
    const form = await openForm()
    const save = vi.spyOn(drafts, 'save').mockResolvedValue()
    vi.useFakeTimers()
    form.state.note = '摊'
    form.state.note = '摊贩'
    await vi.runAllTimersAsync()
    expect(save).toHaveBeenCalledOnce()
    expect(save.mock.lastCall?.[0].data).toEqual({ note: '摊贩', photos: [] })
  })

  test('is saved at once when the page is hidden', async () => {
    const form = await openForm()
    const save = vi.spyOn(drafts, 'save').mockResolvedValue()
    vi.useFakeTimers()
    form.state.note = '店外堆物'
    show('hidden')
    await vi.advanceTimersByTimeAsync(0)
    expect(save).toHaveBeenCalledOnce()
  })

  test('is written when its screen is left', async () => {
    const form = await openForm()
    form.state.note = '违停'
    screen.leave()
    await vi.waitFor(async () => expect(await stored()).toEqual({ note: '违停', photos: [] }))
  })

  test('an untouched form leaves nothing behind', async () => {
    await openForm()
    await screen.result.flush()
    screen.leave()
    expect(await stored()).toBeUndefined()
  })

  test('a record takes the draft with it, and what was typed in the last moment does not bring it back', async () => {
    const form = await openForm()
    form.state.note = '最后一个字'
    await form.submit(() => drafts.remove('draft-1'))
    screen.leave()
    await form.flush()
    expect(await stored()).toBeUndefined()
  })

  test('a save that is under way is finished before the record takes the draft', async () => {
    const form = await openForm()
    form.state.note = '一'
    const saving = form.flush()
    await form.submit(() => drafts.remove('draft-1'))
    await saving
    expect(await stored()).toBeUndefined()
  })

  test('a record that could not be written leaves the draft to be saved', async () => {
    const form = await openForm()
    form.state.note = '还在'
    await expect(form.submit(() => Promise.reject(new Error('storage/full')))).rejects.toThrow('storage/full')
    screen.leave()
    await vi.waitFor(async () => expect(await stored()).toEqual({ note: '还在', photos: [] }))
  })

  test('a save that failed while typing is said at the form until a later one works', async () => {
    let isBroken = true
    const form = await openForm({
      ...drafts,
      save: (draft) => (isBroken ? Promise.reject(new Error('storage/full')) : drafts.save(draft)),
    })
    form.state.note = '摊'
    await vi.waitFor(() => expect(form.isUnsaved.value).toBe(true))
    expect(form.state.note).toBe('摊')
    isBroken = false
    form.state.note = '摊贩'
    await vi.waitFor(() => expect(form.isUnsaved.value).toBe(false))
    expect(await stored()).toEqual({ note: '摊贩', photos: [] })
  })

  test('a failed save of a page that is hidden is told, and the next one has everything', async () => {
    const failure = new Error('storage/unavailable')
    let isBroken = true
    const form = await openForm({
      ...drafts,
      save: (draft) => (isBroken ? Promise.reject(failure) : drafts.save(draft)),
    })
    form.state.note = '雨里写的'
    show('hidden')
    await vi.waitFor(() => expect(screen.problems.latest.value).toBe(failure))
    isBroken = false
    await form.flush()
    expect(await stored()).toEqual({ note: '雨里写的', photos: [] })
  })

  test('a discarded draft is gone', async () => {
    const form = await openForm()
    form.state.note = '不要了'
    await form.flush()
    form.state.note = '真的不要了'
    await form.discard()
    screen.leave()
    await form.flush()
    expect(await stored()).toBeUndefined()
  })
})
