import { foldCase } from '../../domain/casework/fold-case.ts'
import { plannedResume, type PlannedResume } from '../../domain/casework/planned-resume.ts'
import type { CaseState } from '../../domain/casework/case-state.ts'
import type { DeviceId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { entryKinds } from '../../domain/journal/entry-kinds.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import { may } from '../../domain/people/permissions.ts'
import type { AppDeps } from '../app-deps.ts'
import type { Tx } from '../store/store.ts'
import { derivedEntryId } from './derived-entry-id.ts'
import { entriesAbout } from './entries-about.ts'
import { createFeedWriter } from './feed-writer.ts'
import { membershipsOf } from './people.ts'
import { readCalendar } from './read-calendar.ts'
import { preparePush, receiveEntries } from './receive-entries.ts'

type Deps = Pick<AppDeps, 'store' | 'clock'> & { readonly config: Pick<AppDeps['config'], 'timeZone'> }

/** What the server records itself was made on no phone. */
const ownDevice = '00000000-0000-7000-8000-5e57e5000001' as DeviceId

/** One turn's work; the next turn, a minute later, takes what is left. */
const mostAtOnce = 200

interface Deferred {
  readonly caseId: SubjectId
  readonly scope: ScopeId
}

/** Squad by squad, which is how the desks' index stands: without it each minute would walk the whole ledger. */
async function pastTheirPlan(db: Tx, nowMs: number): Promise<readonly Deferred[]> {
  const rows = await db
    .selectFrom('case_row')
    .select(['case_id', 'scope'])
    .where('scope', 'in', db.selectFrom('scope').select('id'))
    .where('queue', '=', 'deferred')
    .where('desk_order', '<=', nowMs)
    .limit(mostAtOnce)
    .execute()
  return rows.map((row) => ({ caseId: row.case_id as SubjectId, scope: row.scope as ScopeId }))
}

interface Due {
  readonly value: CaseState
  readonly planned: PlannedResume
}

/** What is to be written of it now; null where nothing is. */
async function findDue(db: Tx, { caseId }: Deferred, nowMs: number, timeZone: string): Promise<Due | null> {
  const value = foldCase(caseId, (await entriesAbout(db, [caseId])).get(caseId) ?? [])
  const planned = value && plannedResume(value, { nowMs, calendar: await readCalendar(db), timeZone })
  if (!planned) return null
  // Who asked for it may have left since: then the case stays 超期 until somebody takes it up.
  const roles = (await membershipsOf(db, planned.by)).map(({ role }) => role)
  return roles.some((role) => may(role, 'askDelay')) ? { value, planned } : null
}

const entryOf = ({ caseId, scope, life }: CaseState, { by, asked, atMs, data }: PlannedResume) =>
  ({
    id: derivedEntryId('case.resumed', asked),
    kind: 'case.resumed',
    v: entryKinds['case.resumed'].v,
    scope,
    subjects: [caseId],
    after: life.steps.slice(-1).map(({ entryId }) => entryId),
    author: by,
    device: ownDevice,
    at: new Date(atMs).toISOString(),
    clock: { offsetMs: 0, monoMs: 0, bootId: 'server' },
    data: { ...data },
    parts: [],
  }) satisfies EntryEnvelope

async function resume(tx: Tx, { config }: Deps, deferred: Deferred, nowMs: number): Promise<readonly ScopeId[]> {
  // The scope is held first: whoever takes it up on a phone meanwhile is seen here, or waits for this.
  await createFeedWriter(tx).raise(deferred.scope)
  const due = await findDue(tx, deferred, nowMs, config.timeZone)
  if (!due) return []
  const { value, planned } = due
  const entries = [entryOf(value, planned)]
  const push = preparePush({ author: planned.by, device: ownDevice, entries, smallParts: [], nowMs })
  const { results, touchedScopes } = await receiveEntries(tx, push)
  if (results[0]?.status !== 'accepted') throw new Error(`A deferred case was not resumed: ${results[0]?.code ?? ''}.`)
  return [...touchedScopes]
}

/**
 * Takes up again each 缓办 whose last milestone's day has ended, from that moment on; answers with the squads whose phones have news.
 *
 * One server at a time; one case that cannot be taken up keeps none of the others. Rejects with the first such failure.
 */
export function resumeDeferred(deps: Deps): Promise<readonly ScopeId[]> {
  const { store, clock } = deps
  return store.alone('deferrals', async () => {
    const nowMs = clock.now()
    const news = new Set<ScopeId>()
    const failures: unknown[] = []
    for (const deferred of await store.query((db) => pastTheirPlan(db, nowMs))) {
      try {
        const due = await store.query((db) => findDue(db, deferred, nowMs, deps.config.timeZone))
        if (!due) continue
        for (const scope of await store.write((tx) => resume(tx, deps, deferred, nowMs))) news.add(scope)
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw failures[0]
    return [...news]
  })
}
