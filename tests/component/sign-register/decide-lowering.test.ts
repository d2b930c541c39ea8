import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import DecideLowering from '../../../src/app/features/sign-register/DecideLowering.vue'
import type { EntryId, PersonId, SubjectId } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import { officer } from '../../support/phone-storage.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

/** 较大 by its survey, and asked to be called 一般. */
async function asked(by: PersonId): Promise<{ readonly phone: Phone; readonly signId: SubjectId }> {
  const phone = createPhone()
  const { signId, surveyId } = await knowSign(phone, { defects: { 'GG-S01': 'M' } })
  const data = { survey: must<EntryId>(surveyId, 'its survey'), to: 'GENERAL', reason: '近看是旧痕' } as const
  await phone.journal.record([{ kind: 'sign.loweringAsked', scope: squad, subjects: [signId], data }])
  if (by !== officer) {
    await phone.db.journal.filter(({ entry }) => entry.kind === 'sign.loweringAsked').modify({ 'entry.author': by })
    await phone.journal.record([
      { kind: 'sign.supplemented', scope: squad, subjects: [signId], data: { survey: data.survey, note: '' } },
    ])
  }
  return { phone, signId }
}

async function open({ phone, signId }: Awaited<ReturnType<typeof asked>>): Promise<Screen> {
  const screen = await mountScreen(DecideLowering, { phone, path: '/', role: 'captain', props: { signId } })
  await screen.tap('审批降级')
  await vi.waitFor(() => expect(screen.text()).toContain('把“示例早餐店”从较大降为一般'))
  expect(screen.text()).toContain('理由：近看是旧痕')
  return screen
}
const gradeOf = async (phone: Phone, signId: SubjectId) => (await phone.db.signs.get(signId))?.value.grade

const colleague = 'p-1101' as PersonId

test('a captain who agrees lowers the grade; until then it stands', async () => {
  const request = await asked(colleague)
  const screen = await open(request)
  expect(await gradeOf(request.phone, request.signId)).toBe('SERIOUS')
  await screen.tap('同意')
  await vi.waitFor(async () => expect(await gradeOf(request.phone, request.signId)).toBe('GENERAL'))
})

test('a captain who refuses leaves it as it is, and the asker reads so', async () => {
  const request = await asked(colleague)
  const screen = await open(request)
  await screen.tap('不同意')
  await vi.waitFor(async () =>
    expect((await request.phone.db.signs.get(request.signId))?.value).toMatchObject({
      grade: 'SERIOUS',
      lowering: { decision: { approved: false } },
    }),
  )
})

test('nobody decides what they have asked for', async () => {
  const screen = await open(await asked(officer))
  expect(screen.text()).toContain('本人的申请由其他中队长审批')
  expect(screen.button('同意')).toBeUndefined()
})
