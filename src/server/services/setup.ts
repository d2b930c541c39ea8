import { createHash, timingSafeEqual } from 'node:crypto'
import { bureauScope, type PersonId } from '../../domain/ids.ts'
import type { SetupRequest } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import { starterContent } from '../sample/starter-content.ts'
import type { KeyRing } from '../store/key-ring.ts'
import type { Store, Tx } from '../store/store.ts'
import { putAssignment, putAssignments } from './assignments.ts'
import { setMemberships, setPassword } from './people.ts'
import { assertStrong } from './strong-password.ts'

/** Whether nobody can sign in yet. */
export async function isEmpty(store: Store): Promise<boolean> {
  return store.read(
    async (db) => (await db.selectFrom('person_secret').select('person_id').limit(1).executeTakeFirst()) === undefined,
  )
}

/** The one-time token of an empty bureau: every server that shares its keys takes it, and another database has another. */
export const setupTokenOf = (keys: KeyRing, epoch: string): string => keys.mark('setUp', [epoch])

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** By digest: both have one length then, whatever was sent. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right))

async function createFirstAdmin(
  tx: Tx,
  request: SetupRequest,
  passwordHash: string,
  nowIso: string,
): Promise<PersonId> {
  const taken = await tx.selectFrom('person_secret').select('person_id').limit(1).executeTakeFirst()
  if (taken) throw new Problem('setup/closed', 'The first administrator exists already.')
  const id = `p-${request.number}` as PersonId
  await putAssignments(
    tx,
    bureauScope,
    starterContent.map((content) => ({ ...content, baseRev: 'any' as const })),
  )
  await tx
    .insertInto('meta')
    .values({ name: 'bureauName', value: request.bureauName })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: request.bureauName }))
    .execute()
  const person = {
    id,
    number: request.number,
    name: request.name,
    role: 'admin' as const,
    scope: bureauScope,
    active: true,
  }
  await putAssignment(tx, { collection: 'people', id, scope: bureauScope, baseRev: null, data: person })
  await setMemberships(tx, person)
  await setPassword(tx, id, passwordHash, nowIso)
  await writeAudit(tx, actorOf({ person }), Date.parse(nowIso), [{ act: 'bureau.setUp', target: `people/${id}` }])
  return id
}

/** Makes the first administrator of an empty bureau, once, by the token that the start printed. */
export async function setUp(deps: AppDeps, request: SetupRequest): Promise<void> {
  if (!deps.setupToken || !isSame(deps.setupToken, request.token))
    throw new Problem('setup/closed', 'The set-up link is not valid.')
  assertStrong(request.password, request.number)
  const passwordHash = await deps.passwords.hash(request.password)
  await deps.store.write((tx) => createFirstAdmin(tx, request, passwordHash, new Date(deps.clock.now()).toISOString()))
}
