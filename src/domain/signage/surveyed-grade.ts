import { isWorse, type Grade } from './grade.ts'
import type { SignSurveyed } from './sign-entries.ts'

/** What a survey called the sign: what the table says, or worse where the surveyor said so. */
export const surveyedGrade = ({ data }: { readonly data: Pick<SignSurveyed, 'grade' | 'raised'> }): Grade =>
  data.raised && isWorse(data.raised.to, data.grade) ? data.raised.to : data.grade
