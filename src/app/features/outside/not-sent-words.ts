import { DeviceProblem } from '../../../device/device-problem.ts'
import { ApiProblem } from '../../../device/http/api-problem.ts'
import { outside } from '../../texts/zh-CN/outside.ts'
import { fill } from '../../texts/text.ts'

const { sendFailed, whys } = outside.page

function whyNot(failure: unknown): string {
  if (failure instanceof DeviceProblem) return whys.network
  return failure instanceof ApiProblem && failure.code === 'request/too-many' ? whys.tooMany : whys.other
}

/** What a unit reads when its words did not get through: why, and that they are still there. */
export const notSentWords = (failure: unknown): string => fill(sendFailed, { why: whyNot(failure) })
