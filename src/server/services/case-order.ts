import type { StoredCaseRow } from './case-lines.ts'
import { casePageOf, deskPageOf } from './case-page.ts'
import type { PagePosition } from './page-cursor.ts'

/** In which order a list of cases stands, and how a page of it is read and found again. */
export interface CaseOrder {
  readonly pageOf: typeof casePageOf
  readonly compare: (left: StoredCaseRow, right: StoredCaseRow) => number
  readonly positionOf: (row: StoredCaseRow) => PagePosition
}

const byId = (left: StoredCaseRow, right: StoredCaseRow): number => (left.case_id < right.case_id ? -1 : 1)

export const caseOrders: Readonly<Record<'newest' | 'actBy', CaseOrder>> = {
  newest: {
    pageOf: casePageOf,
    compare: (left, right) => Number(right.reported_at_ms) - Number(left.reported_at_ms) || byId(left, right),
    positionOf: (row) => ({ sortedBy: Number(row.reported_at_ms), id: row.case_id }),
  },
  actBy: {
    pageOf: deskPageOf,
    compare: (left, right) => Number(left.desk_order) - Number(right.desk_order) || byId(left, right),
    positionOf: (row) => ({ sortedBy: Number(row.desk_order), id: row.case_id }),
  },
}
