import type { DeskQueue } from '../../../src/domain/casework/desk-queue.ts'
import type { CaseStage } from '../../../src/domain/casework/case-stage.ts'
import type { WeekDatabase } from './week-database.ts'

/** Where a case stands by the last of its acts that moves it: for lives like the week's, in which no act is refused. */
const stageAfter: Readonly<Record<string, CaseStage>> = {
  'case.reported': 'reported',
  'case.filed': 'filed',
  'case.rejected': 'rejected',
  'case.voided': 'voided',
  'case.dispatched': 'dispatched',
  'case.returned': 'filed',
  'case.accepted': 'handling',
  'case.handled': 'handled',
  'case.checked passed': 'closed',
  'case.checked passed evaluated': 'evaluated',
  'case.checked failed': 'handling',
  'case.deferralDecided both': 'deferred',
  'case.transferred': 'transferred',
  'case.transferAnswered taken': 'closed',
  'case.transferAnswered taken evaluated': 'evaluated',
  'case.reopened': 'reopened',
}

const queueAt: Readonly<Partial<Record<CaseStage, DeskQueue>>> = {
  reported: 'toFile',
  reopened: 'toFile',
  filed: 'toDispatch',
  dispatched: 'atUnit',
  handling: 'atUnit',
  handled: 'toCheck',
  deferred: 'deferred',
  transferred: 'toAnswer',
  closed: 'toEvaluate',
}

/** Every record's own day in the bureau's time zone. */
const dayOf = `date(json_extract(json, '$.at'), '+8 hours')`

/** The last moving act of each case, written as in `stageAfter`, and whether a complainant has been asked about the end of it; what only asks or watches moves nothing. */
const lastActs = `
  WITH act AS (
    SELECT primary_subject AS about, rev, ${dayOf} AS day, CASE
      WHEN kind = 'case.checked' THEN kind || iif(json_extract(json, '$.data.passed'), ' passed', ' failed')
      WHEN kind = 'case.transferAnswered' THEN kind || ' taken'
      WHEN kind = 'case.deferralDecided' THEN kind || ' both'
      ELSE kind END AS words
    FROM entry
    WHERE status = 'accepted' AND kind LIKE 'case.%'
      AND kind NOT IN ('case.extensionAsked', 'case.extensionDecided', 'case.deferralAsked', 'case.supervised', 'case.supplemented')
      AND NOT (kind = 'case.deferralDecided' AND json_extract(json, '$.data.as') = 'captain')
  )
  , said AS (
    SELECT primary_subject AS about, rev FROM entry WHERE status = 'accepted' AND kind = 'complaint.followedUp'
      AND json_extract(json, '$.data.satisfaction') <> 'unreachable'
  )
  SELECT words || iif(
    words IN ('case.checked passed', 'case.transferAnswered taken')
      AND EXISTS (SELECT 1 FROM said WHERE said.about = act.about AND said.rev > act.rev), ' evaluated', '') AS words, day
  FROM act WHERE rev = (SELECT max(rev) FROM act AS later WHERE later.about = act.about)`

/** Cases that were closed before this day (YYYY-MM-DD), and of which nobody has said a word since. */
export const closedBefore = (database: WeekDatabase, day: string): number =>
  database.texts(`SELECT words FROM (${lastActs}) WHERE day < ?`, day).filter((words) => stageAfter[words] === 'closed')
    .length

/** How many cases stand at each stage, counted over the records alone. */
export function stagesCounted(database: WeekDatabase): ReadonlyMap<CaseStage, number> {
  const counts = new Map<CaseStage, number>()
  for (const words of database.texts(lastActs)) {
    const stage = stageAfter[words]
    if (stage === undefined) throw new Error(`Nobody has said where a case stands after ${words}.`)
    counts.set(stage, (counts.get(stage) ?? 0) + 1)
  }
  return counts
}

/** Asked for, and nothing said to it since. */
const requests = `
  SELECT count(*) FROM entry WHERE kind IN ('case.extensionAsked', 'case.deferralAsked') AND status = 'accepted'
    AND rev = (SELECT max(rev) FROM entry AS later WHERE later.primary_subject = entry.primary_subject)`

/** How many cases wait on the desks, by what they wait for. */
export function queuesCounted(database: WeekDatabase): ReadonlyMap<DeskQueue, number> {
  const counts = new Map<DeskQueue, number>([['toDecide', database.count(requests)]])
  for (const [stage, count] of stagesCounted(database)) {
    const queue = queueAt[stage]
    if (queue) counts.set(queue, (counts.get(queue) ?? 0) + count)
  }
  return counts
}
