import fc from 'fast-check'
import { foldCase } from '../../src/domain/casework/fold-case.ts'
import { waitsForReopening } from '../../src/domain/casework/evaluation.ts'
import type { Lifecycle } from '../../src/domain/casework/lifecycle.ts'
import { waitingAnswer } from '../../src/domain/casework/outside-work.ts'
import { mayFollow, type CaseActKind } from '../../src/domain/casework/transitions.ts'
import type { SubjectId } from '../../src/domain/ids.ts'
import type { StampedEntry } from '../../src/domain/journal/entry.ts'
import { actOfCaseKind } from '../../src/domain/people/case-acts.ts'
import { permissions } from '../../src/domain/people/permissions.ts'
import { Role } from '../../src/domain/people/role.ts'
import { caseDecisions, type CaseDecided } from './case-decisions.ts'
import { at, createEntryMaker, type MakeEntry } from './entry-maker.ts'
import { photoRef, reportedData } from './reported-case.ts'

const people = ['1001', '1002', '1101', '2001']
const startMs = Date.parse(at('07:00'))

/** One pick of a made-up life: mostly what the case may do next, sometimes anything by anybody. */
const pick = fc.record({
  // Small numbers are no likelier than others: each act is one.
  nth: fc.noBias(fc.nat()),
  isFitting: fc.constantFrom(true, true, true, false),
  author: fc.constantFrom(...people),
  role: fc.noBias(fc.nat()),
  minute: fc.integer({ min: -60, max: 600 }),
  hasPhoto: fc.constantFrom(true, true, false),
})
type Picked = typeof pick extends fc.Arbitrary<infer P> ? P : never

const nth = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** Behind these nothing follows: seldom, so that lives are long. */
const ends: readonly CaseActKind[] = ['case.rejected', 'case.merged', 'case.voided']

/** What the squad does that has the case. */
const ofTheSquad: readonly CaseActKind[] = [
  'case.accepted',
  'case.returned',
  'case.handled',
  'case.extensionAsked',
  'case.deferralAsked',
]

/** Whether somebody is there who may do it. */
function hasActor(kind: CaseActKind, { handler, outside, evaluation }: Lifecycle): boolean {
  if (kind === 'case.unitAnswered' || kind === 'case.unitExtensionAsked') return outside !== null
  if (kind === 'case.answerReviewed') return waitingAnswer(outside) !== undefined
  if (kind === 'case.reopeningDeclined') return waitsForReopening(evaluation)
  return handler !== null || !ofTheSquad.includes(kind)
}

/** What may follow; where something was asked for, mostly the answer to it. */
function fittingActs(life: Lifecycle, index: number): readonly CaseDecided[] {
  const { stage, request } = life
  const fitting = caseDecisions.filter(
    ([kind]) => mayFollow(stage, kind) && hasActor(kind, life) && (!ends.includes(kind) || index % 8 === 0),
  )
  const answers = fitting.filter(([kind]) => request && kind === `case.${request.sort}Decided`)
  return answers.length > 0 && index % 3 !== 0 ? answers : fitting
}

function decidedNext(before: readonly StampedEntry[], caseId: SubjectId, picked: Picked): CaseDecided {
  const life = foldCase(caseId, before)?.life
  const fitting = life && picked.isFitting ? fittingActs(life, picked.nth) : []
  const [kind, data] = nth(fitting.length > 0 ? fitting : caseDecisions, Math.floor(picked.nth / 3))
  const sent = life?.outside?.sentBy
  const answer = waitingAnswer(life?.outside ?? null)?.entryId
  const about = {
    ...('request' in data && life?.request ? { request: life.request.entryId } : {}),
    ...('sent' in data && sent ? { sent } : {}),
    ...('answer' in data && answer ? { answer } : {}),
  }
  // Kind and data are a pair of one type; TypeScript cannot see that through the spread.
  return [kind, { ...data, ...about }] as CaseDecided
}

const satisfied = ['satisfied', 'basically', 'unsatisfied', 'unreachable'] as const

/** What a complainant says when asked back, now and then. */
function followUp(make: MakeEntry, before: readonly StampedEntry[], picked: Picked): StampedEntry | null {
  if (picked.nth % 7 !== 0) return null
  const complaint = nth(
    before.filter(({ entry }) => entry.kind === 'complaint.received').map(({ entry }) => entry.id),
    picked.role,
  )
  const data = { complaint, satisfaction: nth(satisfied, Math.floor(picked.nth / 7)) }
  return make('complaint.followedUp', data, {
    author: picked.author,
    role: nth(permissions.followUpComplaint, picked.role),
    rev: before.length + 1,
    at: new Date(startMs + picked.minute * 60_000).toISOString(),
  })
}

/** Two complaints about the case, both answered. */
function complaintsOf(make: MakeEntry): readonly StampedEntry[] {
  const about = { source: 'visit', receivedAt: at('06:00'), summary: '占道', dueAt: at('18:00'), nth: 1 } as const
  const limit = { amount: 1, unit: 'workDay' } as const
  return [1, 2].flatMap((each) => {
    const facts = { author: '2001', role: 'captain', at: at('05:00') } as const
    const received = make('complaint.received', { ...about, limit, calendarVersion: 2026 }, { ...facts, rev: 2 * each })
    const data = { complaint: received.entry.id, text: '已处置' }
    return [received, make('complaint.answered', data, { ...facts, rev: 2 * each + 1 })]
  })
}

function nextAct(make: MakeEntry, before: readonly StampedEntry[], caseId: SubjectId, picked: Picked): StampedEntry {
  const [kind, data] = decidedNext(before, caseId, picked)
  const roles = picked.isFitting ? permissions[actOfCaseKind[kind]] : Role.options
  return make(kind, data as never, {
    author: picked.author,
    role: 'as' in data ? (data.as as Role) : nth<Role>(roles, picked.role),
    rev: before.length + 1,
    at: new Date(startMs + picked.minute * 60_000).toISOString(),
    parts: picked.hasPhoto ? [photoRef('after', 7)] : [],
  })
}

/** A report and what was then done with it, as the server has it. */
export const caseLife = (caseId: SubjectId): fc.Arbitrary<readonly StampedEntry[]> =>
  fc
    .tuple(fc.constantFrom('critical', 'general'), fc.array(pick, { maxLength: 30, size: 'max' }))
    .map(([severity, picks]) => {
      const make = createEntryMaker(caseId)
      const entries: StampedEntry[] = [make('case.reported', reportedData({ severity }), { rev: 1 })]
      entries.push(...complaintsOf(make))
      for (const picked of picks)
        entries.push(followUp(make, entries, picked) ?? nextAct(make, entries, caseId, picked))
      return entries
    })
