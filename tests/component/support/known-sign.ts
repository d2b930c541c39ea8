import { caseIdOf, signIdOf, type EntryId, type SubjectId } from '../../../src/domain/ids.ts'
import type { SignRegistered } from '../../../src/domain/signage/sign-entries.ts'
import { isHazard } from '../../../src/domain/signage/grade.ts'
import { surveyedGrade } from '../../../src/domain/signage/surveyed-grade.ts'
import type { Answers } from '../../../src/domain/signage/survey-items.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { squad, type Phone } from './mount-screen.ts'

/** Registers a sign on this phone and surveys it, if told what is wrong with it. */
export async function knowSign(
  phone: Phone,
  { facts = {}, defects }: { readonly facts?: Partial<SignRegistered>; readonly defects?: Answers } = {},
): Promise<{ readonly signId: SubjectId; readonly surveyId: EntryId | null }> {
  const id = phone.journal.newId()
  const signId = signIdOf(id)
  const data = signData(facts)
  await phone.journal.record([{ id, kind: 'sign.registered', scope: squad, subjects: [signId], data }])
  if (!defects) return { signId, surveyId: null }
  const surveyId = phone.journal.newId()
  const survey = surveyData(defects, { sign: data, nowMs: phone.clock.now() })
  const about = isHazard(surveyedGrade({ data: survey })) ? [caseIdOf(surveyId)] : []
  await phone.journal.record([
    { id: surveyId, kind: 'sign.surveyed', scope: squad, subjects: [signId, ...about], data: survey },
  ])
  return { signId, surveyId }
}

/** As an app from before notices and re-checks has folded it; the rebuild has not come to it yet. */
export async function foldAsOlderApp(phone: Phone, signId: SubjectId): Promise<void> {
  await phone.db.signs
    .where('id')
    .equals(signId)
    .modify((row) => {
      const later = new Set(['notices', 'rectifications', 'recheck'])
      const value = Object.fromEntries(Object.entries(row.value).filter(([name]) => !later.has(name)))
      Object.assign(row, { foldVersion: 1, value })
    })
}
