import { byRevision } from '../journal/decision-order.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import { affect } from './act-effects.ts'
import { outcomeOf } from './act-outcome.ts'
import { evaluatedAgain } from './evaluation.ts'
import { actorObjection } from './act-rules.ts'
import type { CaseState } from './case-state.ts'
import { moveClock } from './case-clock.ts'
import { isClosedCase } from './case-stage.ts'
import { untouched, type Lifecycle, type LifecycleFacts } from './lifecycle.ts'
import { afterAct, followRecheck, type RecheckedLife } from './follow-recheck.ts'
import type { RecheckTurn } from './recheck-turns.ts'
import { recordObjection } from './record-rules.ts'
import { isCaseActKind, mayFollow, transitions, type CaseActKind } from './transitions.ts'

type Act = StampedEntry<CaseActKind>

const isAct = (item: StampedEntry): item is Act => isCaseActKind(item.entry.kind)

/** Why an act has no effect where it stands; null when it has. */
function objection(life: Lifecycle, act: Act, facts: LifecycleFacts): string | null {
  const { kind, author } = act.entry
  if (!mayFollow(life.stage, kind))
    return kind === 'case.closedOnSite' && isClosedCase(life.stage) ? 'case/already-closed' : 'case/stage-changed'
  const actor = { personId: author, role: act.stamp?.authorRole ?? null }
  return actorObjection(kind, life, actor, facts) ?? recordObjection(life, act, facts)
}

/** The limit that a record brings. */
function limitIn({ entry }: Act): number | null {
  const dueAt = 'dueAt' in entry.data ? entry.data.dueAt : undefined
  return typeof dueAt === 'string' ? Date.parse(dueAt) : null
}

function apply(life: Lifecycle, act: Act, facts: LifecycleFacts): Lifecycle {
  const { id, kind, author } = act.entry
  const outcome = outcomeOf(life, act, facts)
  const way = transitions.find((each) => each.kind === kind && each.outcome === outcome)
  if (!way) return life
  const atMs = correctedAtMs(act.entry)
  const stage = way.to === 'same' ? life.stage : way.to
  const step = { entryId: id, kind, outcome, by: author, atMs, from: life.stage, to: stage }
  const clock = moveClock(life.clock, way.clock, atMs, limitIn(act))
  return { ...affect(life, act, outcome), stage, clock, steps: [...life.steps, step] }
}

type FollowUp = StampedEntry<'complaint.followedUp'>

const isFollowUp = (item: StampedEntry): item is FollowUp => item.entry.kind === 'complaint.followedUp'

/** What a complainant says of the end of a case is its evaluation; before that it is about the answer alone. */
function follow(life: Lifecycle, { entry }: FollowUp): Lifecycle {
  const { id, kind, author: by, data } = entry
  const { satisfaction, note = '', complaint } = data
  if (satisfaction === 'unreachable' || !mayFollow(life.stage, kind)) return life
  const atMs = correctedAtMs(entry)
  const said = { satisfaction, by, atMs, note, complaint, declined: null }
  const step = { entryId: id, kind, outcome: 'done', by, atMs, from: life.stage, to: 'evaluated' } as const
  return {
    ...life,
    stage: 'evaluated',
    evaluation: evaluatedAgain(life.evaluation, said),
    steps: [...life.steps, step],
  }
}

/** What the records of a case say together. */
export interface FoldedLife extends RecheckedLife {
  readonly ineffective: CaseState['ineffective']
}

/**
 * What the acts about a case, the complainants' words about its end and, of a sign's case, its surveys say together: each
 * in the server's order, pending ones last, and an act that is not allowed where it stands has no effect and a reason.
 *
 * Pure and total, the same for every order in which the same records are given.
 */
export function foldLifecycle(
  given: readonly StampedEntry[],
  facts: LifecycleFacts,
  turns: readonly RecheckTurn[] = [],
): FoldedLife {
  let now: RecheckedLife = { life: untouched(facts.clock), recheck: null }
  const ineffective: { entryId: Act['entry']['id']; code: string }[] = []
  const turnAt = new Map(turns.map((turn) => [turn.item.entry.id, turn]))
  const moving = given.filter((item) => isAct(item) || isFollowUp(item))
  for (const item of [...moving, ...turns.map((turn) => turn.item)].sort(byRevision)) {
    const turn = turnAt.get(item.entry.id)
    if (turn) now = followRecheck(now, turn)
    else if (isFollowUp(item)) now = afterAct(follow(now.life, item), now.recheck)
    else if (isAct(item)) {
      const code = objection(now.life, item, facts)
      if (code) ineffective.push({ entryId: item.entry.id, code })
      else now = afterAct(apply(now.life, item, facts), now.recheck)
    }
  }
  return { ...now, ineffective }
}
