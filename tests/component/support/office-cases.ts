import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { CaseState } from '../../../src/domain/casework/case-state.ts'
import { deskPlaceOf } from '../../../src/domain/casework/desk-queue.ts'
import { turnSinceMs } from '../../../src/domain/casework/turn-limit.ts'
import type { SubjectId } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import type { CaseRow } from '../../../src/protocol/office.ts'
import type { CaseLife } from '../../support/case-life.ts'

/** The line of the ledger that the server would fold. */
export function rowOf(value: CaseState): CaseRow {
  const { queue, isTimed, actByMs } = deskPlaceOf(value)
  const turnSince = turnSinceMs(value.life)
  return {
    caseId: value.caseId,
    state: value.state,
    category: value.report.category,
    categoryLabel: value.report.categoryLabel,
    severity: value.report.severity,
    placeText: value.report.place.text,
    schoolId: null,
    reporterId: value.reporter,
    reporterName: '队员乙',
    scope: value.scope,
    reportedAt: new Date(value.reportedAtMs).toISOString(),
    receivedAt: new Date(value.reportedAtMs).toISOString(),
    note: '',
    queue,
    isTimed,
    actBy: new Date(actByMs).toISOString(),
    turnSince: turnSince === null ? null : new Date(turnSince).toISOString(),
    photosExpected: 0,
    photosStored: 0,
    firstPhoto: null,
  }
}

/** The office's server with these cases. */
export function createOfficeCases(lives: readonly CaseLife[], extra: Partial<OfficeApi> = {}): OfficeApi {
  return {
    caseDetail: async (caseId: SubjectId) => {
      const life = must(
        lives.find((each) => each.state().caseId === caseId),
        'a known case',
      )
      const history = life.entries.map(({ entry, stamp }) => ({ entry, stamp, authorName: `示例${entry.author}` }))
      return { row: rowOf(life.state()), history, parts: [] }
    },
    similarCases: async () => [],
    samePoint: async () => [],
    onNews: () => () => undefined,
    ...extra,
  } as unknown as OfficeApi
}
