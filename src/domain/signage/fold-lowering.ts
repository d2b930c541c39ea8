import { byRevision } from '../journal/decision-order.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import { isWorse } from './grade.ts'
import type { Lowering, SignState, SurveyRecord } from './sign-state.ts'
import { surveyedGrade } from './surveyed-grade.ts'

type Decision = StampedEntry<'sign.loweringDecided'>
type Request = StampedEntry<'sign.loweringAsked'>

/** The newest request about the newest survey that asks for something better. */
function requestAbout(survey: SurveyRecord | undefined, entries: readonly StampedEntry[]): Request | undefined {
  if (!survey) return undefined
  return entries
    .filter((item): item is Request => item.entry.kind === 'sign.loweringAsked')
    .filter(({ entry }) => entry.data.survey === survey.entryId && isWorse(surveyedGrade(survey), entry.data.to))
    .at(-1)
}

/** Why a decision has no effect at its place; null when it has. */
function objection({ entry, stamp }: Decision, request: Request | undefined, isDecided: boolean): string | null {
  if (entry.data.request !== request?.entry.id) return 'sign/request-overtaken'
  if (isDecided) return 'sign/already-decided'
  if (stamp && stamp.authorRole !== 'captain') return 'entry/role-not-permitted'
  return entry.author === request.entry.author ? 'sign/own-request' : null
}

const toLowering = ({ entry }: Request, decision: Lowering['decision']): Lowering => ({
  requestId: entry.id,
  to: entry.data.to,
  reason: entry.data.reason,
  askedBy: entry.author,
  askedAtMs: correctedAtMs(entry),
  decision,
})

/** 降级: what was asked about the newest survey and what the captain said, in the server's order. */
export function foldLowering(
  survey: SurveyRecord | undefined,
  entries: readonly StampedEntry[],
): Pick<SignState, 'lowering' | 'ineffective'> {
  const request = requestAbout(survey, entries)
  let decision: Lowering['decision'] = null
  const ineffective: { entryId: Decision['entry']['id']; code: string }[] = []
  const decisions = entries.filter((item): item is Decision => item.entry.kind === 'sign.loweringDecided')
  for (const item of [...decisions].sort(byRevision)) {
    const { entry } = item
    const code = objection(item, request, decision !== null)
    if (code) ineffective.push({ entryId: entry.id, code })
    else decision = { approved: entry.data.approved, by: entry.author, atMs: correctedAtMs(entry) }
  }
  return { lowering: request ? toLowering(request, decision) : null, ineffective }
}
