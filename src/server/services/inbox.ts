import { actOfQueue, type DeskQueue } from '../../domain/casework/desk-queue.ts'
import { may } from '../../domain/people/permissions.ts'
import type { InboxResponse } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import type { CaseFilter } from './case-page.ts'
import { countCases } from './count-cases.ts'
import { readEvaluationRule, type DeskTime } from './evaluation-rule.ts'
import { seenCases } from './seen-cases.ts'
import type { Caller } from './sessions.ts'

type Sort = InboxResponse['counts'][number]['sort']

/** The queues that this person can take cases out of, then what everybody watches. */
function sortsOf(caller: Caller, nowMs: number): readonly (readonly [Sort, CaseFilter])[] {
  const queues = (Object.keys(actOfQueue) as (keyof typeof actOfQueue)[]).filter((queue) =>
    caller.memberships.some(({ role }) => may(role, actOfQueue[queue])),
  )
  return [
    ...queues.map((queue: DeskQueue) => [queue, { queue }] as const),
    ['overdue', { overdueAtMs: nowMs }],
    ['supervised', { isSupervised: true }],
  ]
}

/** 待办: how many cases wait for the caller, by what they wait for. */
export async function readInbox(store: Store, caller: Caller, time: DeskTime): Promise<InboxResponse> {
  const { nowMs } = time
  return store.query(async (db) => {
    const rule = await readEvaluationRule(db, time)
    const counts: { sort: Sort; count: number }[] = []
    for (const [sort, filter] of sortsOf(caller, nowMs))
      counts.push({ sort, count: await countCases(db, seenCases(caller, 'seeLedger', filter, rule)) })
    return { now: new Date(nowMs).toISOString(), counts }
  })
}
