import { arrivalTimes } from '../../domain/duty/arrival-verdict.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import { bureauScope, type ScopeId } from '../../domain/ids.ts'
import type { AssignmentDoc, Collection } from '../../domain/journal/assignment.ts'
import { may, type Act } from '../../domain/people/permissions.ts'
import type { AssignmentEdit } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment, listAssignments, putAssignment } from './assignments.ts'
import { savePersonEdit } from './edit-person.ts'
import { savingPersonEnds } from './saving-person-ends.ts'
import { addSquadForAll } from './people.ts'
import { brokenRosterRule } from './roster-rules.ts'
import type { Caller } from './sessions.ts'
import { keepStandard } from './standard-versions.ts'
import { assertStrong } from './strong-password.ts'

type EditedCollection = AssignmentEdit['collection']

/** By whom each is edited; `alerts` by nobody: they are made of records. */
const actOf: Readonly<Record<Exclude<EditedCollection, 'alerts'>, Act>> = {
  shifts: 'editRoster',
  schools: 'editSchools',
  streets: 'editSchools',
  people: 'manageSetUp',
  squads: 'manageSetUp',
  calendars: 'manageSetUp',
  standards: 'manageSetUp',
}

const denied = (): Problem => new Problem('access/denied', 'This role may not edit this here.')
const invalid = (path: string, message: string): Problem =>
  new Problem('assignment/invalid', message, { params: { path } })

/** Squads' things are edited by their members; what belongs to the bureau, by those who manage the set-up. */
function assertMayEdit(caller: Caller, collection: EditedCollection, scope: ScopeId): void {
  if (collection === 'alerts') throw denied()
  const role = caller.memberships.find((membership) => membership.scope === scope)?.role
  const isAllowed =
    role !== undefined && may(role, actOf[collection]) && (scope !== bureauScope || may(role, 'manageSetUp'))
  if (!isAllowed) throw denied()
}

/** The document and its envelope say the same; a squad's own document lives in the bureau, where all see it. */
function assertConsistent({ collection, id, scope, data }: AssignmentEdit): void {
  if (data === null) return
  if (data['id'] !== id) throw invalid('id', 'The document has another id than the edit.')
  const home = collection === 'squads' ? bureauScope : data['scope']
  if (home !== scope) throw invalid('scope', 'The document lives in another scope than the edit.')
}

/** What deadlines were computed with is named by its version: no two states have the same one, and there is always one. */
function assertNewerVersion(
  { collection, data }: AssignmentEdit,
  stored: Readonly<Record<string, unknown>> | undefined,
): void {
  if (collection !== 'calendars' && collection !== 'standards') return
  if (data === null) throw invalid('data', 'It is replaced, never removed.')
  if (!(Number(data['version']) > Number(stored?.['version'] ?? 0)))
    throw invalid('version', 'A new state has a higher version.')
}

/** A shift that people may already have arrived at stays as it was published; what they recorded names it. */
function assertNotFrozen(
  collection: EditedCollection,
  stored: Readonly<Record<string, unknown>> | undefined,
  nowMs: number,
): void {
  if (collection !== 'shifts' || !stored) return
  const startsAtMs = Date.parse((stored as Shift).startsAt)
  if (nowMs >= startsAtMs - arrivalTimes.opensBeforeMs)
    throw invalid('startsAt', 'The window of this shift has opened.')
}

const toDoc = (
  collection: Collection,
  id: string,
  stored: Awaited<ReturnType<typeof findAssignment>>,
): AssignmentDoc | null =>
  stored && { collection, id, scope: stored.scope, rev: stored.rev, v: 1, data: { ...stored.data } }

const savedBy = ({ caller, nowMs }: { readonly caller: Caller; readonly nowMs: number }) => ({
  at: new Date(nowMs).toISOString(),
  by: caller.personId,
})

/** Answers with the scopes that have news by it. */
async function saveEdit(
  tx: Tx,
  edit: AssignmentEdit,
  options: { passwordHash: string | null; nowMs: number; caller: Caller },
): Promise<readonly ScopeId[]> {
  const { collection, id, baseRev, data } = edit
  const scope = edit.scope as ScopeId
  const stored = await findAssignment(tx, collection, id)
  if (stored) assertMayEdit(options.caller, collection, stored.scope)
  assertNotFrozen(collection, stored?.data, options.nowMs)
  assertNewerVersion(edit, stored?.data)
  await putAssignment(tx, { collection, id, scope, baseRev, data })
  if (collection === 'standards' && data)
    await keepStandard(tx, { before: stored?.data, after: data }, savedBy(options))
  if (collection === 'squads' && data) await addSquadForAll(tx, id as ScopeId)
  const moved =
    collection === 'people'
      ? await savePersonEdit(tx, { id, data, wasActive: stored?.data['active'] === true, ...options })
      : []
  const details = { scope, ...(options.passwordHash === null ? {} : { password: true }) }
  const act = data === null ? 'document.removed' : 'document.saved'
  await writeAudit(tx, actorOf(options.caller), options.nowMs, [{ act, target: `${collection}/${id}`, details }])
  return [scope, ...moved]
}

/** A roster that breaks a rule of the post is published only with the captain's reason in it, whoever sends it. */
async function assertRosterRules(tx: Tx, edits: readonly AssignmentEdit[]): Promise<void> {
  const shifts = edits.flatMap(({ collection, data }) => (collection === 'shifts' && data ? [data as Shift] : []))
  const rule = await brokenRosterRule(tx, shifts)
  if (rule !== null)
    throw new Problem('assignment/invalid', 'A rule of the post is broken without a reason.', {
      params: { path: 'overrides', rule },
    })
}

/** What an edit that came too late is told: the document as somebody else left it. */
export class StaleEdit extends Error {
  readonly problem: Problem
  readonly current: AssignmentDoc | null

  constructor(problem: Problem, current: AssignmentDoc | null) {
    super(problem.message, { cause: problem })
    this.name = 'StaleEdit'
    this.problem = problem
    this.current = current
  }
}

/**
 * Saves one edit of the office and answers with the document as it now is; null once it is removed.
 *
 * Rejects with `access/denied`, `assignment/invalid`, or a `StaleEdit` where somebody else was faster.
 */
export async function editAssignment(
  deps: AppDeps,
  caller: Caller,
  edit: AssignmentEdit,
): Promise<AssignmentDoc | null> {
  const { collection, id, password } = edit
  assertMayEdit(caller, collection, edit.scope as ScopeId)
  assertConsistent(edit)
  if (password !== undefined && collection !== 'people') throw invalid('password', 'Only people have a password.')
  if (password !== undefined) assertStrong(password, String(edit.data?.['number'] ?? ''))
  // Hashing takes its time on purpose: not while the write lock is held.
  const passwordHash = password === undefined ? null : await deps.passwords.hash(password)
  const read = (): Promise<AssignmentDoc | null> =>
    deps.store.read(async (db) => toDoc(collection, id, await findAssignment(db, collection, id)))
  const save = () =>
    deps.store.write(async (tx) => {
      const scopes = await saveEdit(tx, edit, { passwordHash, nowMs: deps.clock.now(), caller })
      await assertRosterRules(tx, [edit])
      return scopes
    })
  let touched: readonly ScopeId[]
  try {
    touched = await savingPersonEnds(deps, [edit], passwordHash, save)
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'assignment/stale') throw new StaleEdit(failure, await read())
    throw failure
  }
  deps.live.publish(touched)
  return read()
}

/**
 * Saves all of these edits in one transaction, or none of them: a file of schools is never half imported.
 *
 * Passwords are set one by one. Rejects as a single edit does, with the document that somebody else was faster with.
 */
export async function editAssignments(
  deps: AppDeps,
  caller: Caller,
  edits: readonly AssignmentEdit[],
): Promise<number> {
  for (const edit of edits) {
    assertMayEdit(caller, edit.collection, edit.scope as ScopeId)
    assertConsistent(edit)
    if (edit.password !== undefined) throw invalid('password', 'Passwords are set one by one.')
  }
  const options = { passwordHash: null, nowMs: deps.clock.now(), caller }
  let at: AssignmentEdit | undefined
  const save = () =>
    deps.store.write(async (tx) => {
      const scopes = new Set<ScopeId>()
      for (const edit of edits) {
        at = edit
        for (const scope of await saveEdit(tx, edit, options)) scopes.add(scope)
      }
      await assertRosterRules(tx, edits)
      return scopes
    })
  let touched: ReadonlySet<ScopeId>
  try {
    touched = await savingPersonEnds(deps, edits, null, save)
  } catch (failure) {
    if (!at || !(failure instanceof Problem) || failure.code !== 'assignment/stale') throw failure
    const { collection, id } = at
    throw new StaleEdit(
      failure,
      await deps.store.read(async (db) => toDoc(collection, id, await findAssignment(db, collection, id))),
    )
  }
  deps.live.publish(touched)
  return edits.length
}

/** One collection as the caller's scopes hold it, for the office's screens. */
export const readAssignments = (
  deps: Pick<AppDeps, 'store'>,
  caller: Caller,
  collection: Collection,
): Promise<readonly AssignmentDoc[]> =>
  deps.store.query((db) =>
    listAssignments(
      db,
      collection,
      caller.memberships.map(({ scope }) => scope),
    ),
  )
