import { sql, type RawBuilder } from 'kysely'
import type { PersonId, ScopeId } from '../../src/domain/ids.ts'
import type { Role } from '../../src/domain/people/role.ts'
import { listCases, type CaseListQuery } from '../../src/server/services/case-list.ts'
import type { Caller } from '../../src/server/services/sessions.ts'
import type { Store } from '../../src/server/store/store.ts'
import { percentile } from './percentile.ts'

const squads = 20
const cases = 1_000_000
/** Written at a time: no write may take longer than ten seconds. */
const casesPerStep = 25_000
const repeats = 15
const nowMs = Date.UTC(2026, 10, 28)

/** What is 紧急 and not filed stands before all else on the desks, as `deskPlaceOf` has it: one of twenty that wait to be filed. */
const beforeAllMs = 1e13
const actByMs = `${nowMs} + (i % 1000 - 500) * 3600000::bigint`
const reportedAtMs = `${nowMs} - (i::bigint * 94608)`

/** Lines of the ledger as their folds would be: over three years, a third of them open, in twenty squads. */
const linesOf = (first: number, last: number): RawBuilder<unknown> =>
  sql.raw(`
  insert into case_row (case_id, scope, state, category, category_label, severity, place_text, school_id, reporter_id,
    reported_at_ms, received_at, note, handler_id, is_open, queue, decider, is_timed, act_by_ms, desk_order, supervised, fold_version)
  select 'case-' || lpad(i::text, 8, '0'), 'squad-' || i % ${squads},
    case i % 6 when 0 then 'reported' when 3 then 'handled' else 'evaluated' end, 'street.category' || i % 30, '类别', 'general',
    '示例路 ' || i || ' 号', 'school-' || i % 160, 'p-' || i % 1400, ${reportedAtMs},
    '2026-11-20T00:00:00.000Z', '', 'p-' || i % 1400, (i % 3 = 0)::int,
    case i % 6 when 0 then 'toFile' when 3 then 'toCheck' else '' end, '', (i % 3 = 0)::int,
    case when i % 3 = 0 then ${actByMs} else ${reportedAtMs} end,
    case when i % 120 = 0 then ${actByMs} - ${beforeAllMs} when i % 3 = 0 then ${actByMs} else ${reportedAtMs} end,
    (i % 97 = 0)::int, 1
  from generate_series(${first}, ${last}) as i`)

async function fillLedger(store: Store): Promise<void> {
  for (let first = 1; first <= cases; first += casesPerStep)
    await store.write((tx) => linesOf(first, first + casesPerStep - 1).execute(tx))
  await store.write((tx) => sql.raw('analyze case_row').execute(tx))
}

function callerOf(role: Role, scopes: readonly [ScopeId, ...ScopeId[]]): Caller {
  const id = 'p-1' as PersonId
  return {
    person: { id, number: '1', name: '示例', role, scope: scopes[0], active: true },
    personId: id,
    device: '018f0000-0000-7000-8000-000000000001' as Caller['device'],
    memberships: scopes.map((scope) => ({ scope, role })),
  }
}

const filters: readonly Omit<CaseListQuery, 'limit'>[] = [
  { order: 'newest' },
  { order: 'newest', state: 'reported' },
  { order: 'newest', category: 'street.category7' },
  { order: 'newest', school: 'school-7' },
  { order: 'newest', person: 'p-1007' },
  { order: 'newest', fromMs: nowMs - 90 * 86_400_000, toMs: nowMs - 60 * 86_400_000 },
  { order: 'newest', state: 'reported', category: 'street.category6', school: 'school-6' },
  { order: 'actBy', queue: 'toFile' },
  { order: 'actBy', overdueAtMs: nowMs },
  { order: 'actBy', isSupervised: true },
]

async function askAll(store: Store, caller: Caller): Promise<readonly number[]> {
  const samples: number[] = []
  for (const filter of filters)
    for (let index = 0; index < repeats; index += 1) {
      const began = performance.now()
      await listCases(store, caller, { ...filter, limit: 50 }, { nowMs, timeZone: 'Asia/Shanghai' })
      samples.push(performance.now() - began)
    }
  return samples
}

/** First page of a ledger of a million cases, by who asks, each filter fifteen times. */
export async function measurePostgresLedger(store: Store): Promise<readonly string[]> {
  await fillLedger(store)
  const [first, ...others] = Array.from({ length: squads }, (_, index) => `squad-${index}` as ScopeId)
  const askers = [
    ['一个中队', callerOf('captain', [first as ScopeId])],
    ['全局', callerOf('command', [first as ScopeId, ...others])],
  ] as const
  const lines: string[] = []
  for (const [name, caller] of askers) {
    const samples = await askAll(store, caller)
    lines.push(
      `PostgreSQL 台账 ${cases} 件（${name}），首页：中位 ${percentile(samples, 0.5).toFixed(1)} ms，p95 ${percentile(samples, 0.95).toFixed(1)} ms（目标 ≤ 300 ms）`,
    )
  }
  return lines
}
