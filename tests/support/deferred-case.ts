import type { CaseState } from '../../src/domain/casework/case-state.ts'
import { foldCase } from '../../src/domain/casework/fold-case.ts'
import type { ScopeId, SubjectId } from '../../src/domain/ids.ts'
import type { EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import { readEntries } from '../../src/domain/journal/read-entry.ts'
import { must } from '../../src/lib/must.ts'
import type { CaseDetailResponse } from '../../src/protocol/office.ts'
import { deferralData, filedData } from './case-decisions.ts'
import { entryOf, findingOf, push } from './pushed-entries.ts'
import { signInAll, type ClientOf } from './sign-in-all.ts'
import type { TestClient, TestServer } from './test-server.ts'

const hourMs = 3_600_000
export const unit = 'squad-1' as ScopeId

/** A case that officer 1010 has, deferred for two days, with six hours left of its limit when that was granted. */
export interface DeferredCase {
  readonly caseId: SubjectId
  readonly untilMs: number
  readonly client: ClientOf
  does<K extends EntryKind>(number: string, kind: K, data: EntryData[K]): Promise<void>
}

/** What the office reads of the case. */
export async function historyOf(reader: TestClient, caseId: SubjectId): Promise<CaseDetailResponse['history']> {
  return (await reader.call({ url: `/api/office/cases/${caseId}` })).json<CaseDetailResponse>().history
}

export const stateOf = async (reader: TestClient, caseId: SubjectId): Promise<CaseState> =>
  must(foldCase(caseId, readEntries(await historyOf(reader, caseId))), 'the case')

export async function deferCase(server: TestServer): Promise<DeferredCase> {
  const client = await signInAll(server, [
    ['1010', 'officer', unit],
    ['2001', 'captain', unit],
    ['4001', 'command', unit],
  ])
  const { caseId, entry } = findingOf(server, client('1010'), unit)
  const nowMs = server.clock.now()
  const untilMs = nowMs + 48 * hourMs
  const does: DeferredCase['does'] = async (number, kind, data) => {
    const act = entryOf(server, client(number), kind, { scope: unit, subjects: () => [caseId], data })
    const [result] = (await push(server, client(number), [act])).results
    if (result?.status !== 'accepted') throw new Error(`${kind}: ${result?.code ?? ''}`)
    server.clock.advance(60_000)
  }
  await push(server, client('1010'), [entry])
  const limit = { amount: 6, unit: 'urgentHour' } as const
  await does('2001', 'case.filed', { ...filedData(new Date(nowMs + 6 * hourMs).toISOString()), limit })
  await does('2001', 'case.dispatched', { to: unit })
  await does('1010', 'case.accepted', { unit })
  await does('1010', 'case.deferralAsked', { ...deferralData(), unit, until: new Date(untilMs).toISOString() })
  const request = must((await stateOf(client('2001'), caseId)).life.request, 'a request').entryId
  await does('2001', 'case.deferralDecided', { request, as: 'captain', approved: true })
  await does('4001', 'case.deferralDecided', { request, as: 'command', approved: true })
  return { caseId, untilMs, client, does }
}
