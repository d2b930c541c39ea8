import type { PersonId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { standingRoute, routeFor } from '../../domain/signage/standing-route.ts'
import type { WindAlertDocument } from '../../domain/signage/wind-alert-document.ts'
import { windRouteIdOf, type WindRouteDocument } from '../../domain/signage/wind-route-document.ts'
import { bureauScope, windIdOf } from '../../domain/ids.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment, listAssignments, putAssignment } from './assignments.ts'
import { entriesAbout } from './entries-about.ts'
import { createFeedWriter, type FeedWriter } from './feed-writer.ts'
import { openGrantBook } from './grant-book.ts'
import { beginGrants, endGrants } from './grants.ts'
import { lentSquads } from './handling-grants.ts'
import { withOwnPeople } from './own-crew-people.ts'

/** Which signs which other squad goes to. */
type Lent = ReadonlyMap<ScopeId, ReadonlySet<SubjectId>>

function lentBy(route: WindRouteDocument | null): Lent {
  const lent = new Map<ScopeId, Set<SubjectId>>()
  for (const { squad, stops } of route?.crews ?? []) {
    if (squad === route?.home) continue
    const signs = lent.get(squad) ?? new Set()
    for (const { sign } of stops) signs.add(sign)
    lent.set(squad, signs)
  }
  return lent
}

const without = (signs: ReadonlySet<SubjectId> | undefined, others: ReadonlySet<SubjectId> | undefined): SubjectId[] =>
  [...(signs ?? [])].filter((sign) => others?.has(sign) !== true)

/** Nobody lends what is another squad's. */
async function signsOfHome(tx: Tx, home: ScopeId, signs: readonly SubjectId[]): Promise<ReadonlySet<SubjectId>> {
  const own = new Set<SubjectId>()
  for (const some of inStatements(signs)) {
    const rows = await tx.selectFrom('subject').select('id').where('id', 'in', some).where('scope', '=', home).execute()
    for (const { id } of rows) if (id.startsWith('sign-')) own.add(id as SubjectId)
  }
  return own
}

interface Settling {
  readonly tx: Tx
  readonly feeds: FeedWriter
  readonly home: ScopeId
}

/** Other squads see what they go to now, and no more what they went to; what a captain has lent by hand stays lent. */
async function moveGrants({ tx, feeds, home }: Settling, before: Lent, after: Lent): Promise<void> {
  const squads = [...new Set([...before.keys(), ...after.keys()])].sort()
  const signs = [...new Set(squads.flatMap((squad) => [...(before.get(squad) ?? []), ...(after.get(squad) ?? [])]))]
  if (signs.length === 0) return
  const own = await signsOfHome(tx, home, signs)
  const grants = await openGrantBook(tx, signs)
  const about = await entriesAbout(tx, signs)
  for (const squad of squads) {
    const stands = (sign: SubjectId): boolean => own.has(sign) && grants.standing(sign).includes(squad)
    const isByHand = (sign: SubjectId): boolean => lentSquads(about.get(sign) ?? []).has(squad)
    const begun = without(after.get(squad), before.get(squad)).filter((sign) => own.has(sign) && !stands(sign))
    const ended = without(before.get(squad), after.get(squad)).filter((sign) => stands(sign) && !isByHand(sign))
    if (begun.length > 0) await beginGrants(tx, { feeds, grants }, begun, squad)
    if (ended.length > 0) await endGrants(tx, { feeds, grants }, ended, squad)
  }
  await feeds.write()
}

async function putRoute({ tx, feeds, home }: Settling, squad: ScopeId, data: WindRouteDocument | null): Promise<void> {
  const id = windRouteIdOf(home, squad)
  const stored = await findAssignment(tx, 'routes', id)
  if (data === null && stored === null) return
  if (data !== null && JSON.stringify(stored?.data) === JSON.stringify(data)) return
  const put = { collection: 'routes', id, scope: squad, baseRev: 'any', data: data && { ...data } } as const
  await putAssignment(tx, put, await feeds.revisionOf(squad))
}

async function settleRoute(settling: Settling, nowMs: number): Promise<void> {
  const { tx, home } = settling
  const windId = windIdOf(home)
  const about = (await entriesAbout(tx, [windId])).get(windId) ?? []
  const alerts = await listAssignments(tx, 'alerts', [bureauScope, home])
  const split = standingRoute(
    home,
    about,
    alerts.map(({ data }) => data as WindAlertDocument),
    nowMs,
  )
  const after = await withOwnPeople(tx, split)
  const stored = await findAssignment(tx, 'routes', windRouteIdOf(home, home))
  const before = stored ? (stored.data as WindRouteDocument) : null
  const [lentBefore, lentAfter] = [lentBy(before), lentBy(after)]
  await moveGrants(settling, lentBefore, lentAfter)
  for (const squad of [...new Set([home, ...lentBefore.keys(), ...lentAfter.keys()])].sort())
    await putRoute(settling, squad, after && (squad === home ? after : routeFor(after, squad)))
}

/** The routes that are on phones now, each as its home has it. */
async function routesOnPhones(tx: Tx): Promise<readonly WindRouteDocument[]> {
  const rows = await tx
    .selectFrom('assignment')
    .select('data')
    .where('collection', '=', 'routes')
    .where('deleted', '=', 0)
    .execute()
  return rows.map(({ data }) => JSON.parse(data) as WindRouteDocument).filter(({ home, scope }) => home === scope)
}

/** Squads that have ever recorded anything about their wind: one may have split a route before the warning that it is for came in. */
async function homesWithWind(tx: Tx): Promise<readonly ScopeId[]> {
  const rows = await tx
    .selectFrom('subject')
    .select('scope')
    .where('id', '>=', 'wind-')
    .where('id', '<', 'wind.')
    .execute()
  return rows.map(({ scope }) => scope as ScopeId).filter((scope) => scope !== bureauScope)
}

/** Makes 今晚路线 of these scopes, and what other squads see for it, as records and warnings say; a word of the bureau moves every squad's. */
export async function settleRoutes(
  tx: Tx,
  scopes: readonly ScopeId[],
  feeds: FeedWriter,
  nowMs: number,
): Promise<void> {
  const homes = scopes.includes(bureauScope) ? await homesWithWind(tx) : []
  const all = new Set([...scopes.filter((scope) => scope !== bureauScope), ...homes])
  for (const home of [...all].sort()) await settleRoute({ tx, feeds, home }, nowMs)
}

/** Routes whose wind is over by the clock alone. */
export async function overdueRoutes(tx: Tx, nowMs: number): Promise<readonly ScopeId[]> {
  return (await routesOnPhones(tx)).filter(({ until }) => Date.parse(until) <= nowMs).map(({ home }) => home)
}

/** Routes in whose crews this person is named, who may have left the squad; answers with the scopes that have news by it. */
export async function settleRoutesNaming(tx: Tx, person: PersonId, nowMs: number): Promise<readonly ScopeId[]> {
  const naming = (await routesOnPhones(tx)).filter(({ crews }) => crews.some(({ people }) => people.includes(person)))
  if (naming.length === 0) return []
  const feeds = createFeedWriter(tx)
  await settleRoutes(
    tx,
    naming.map(({ home }) => home),
    feeds,
    nowMs,
  )
  return [...feeds.touchedScopes()]
}
