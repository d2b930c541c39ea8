import * as v from 'valibot'
import { caseStages } from '../../domain/casework/case-stage.ts'

/** Query strings of the office's calls: all texts, checked and converted once. */

const text = v.optional(v.pipe(v.string(), v.maxLength(120)))
const instant = v.optional(v.pipe(v.string(), v.isoTimestamp()))

export const toMs = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Date.parse(value)

export const DutyQuery = v.object({ date: v.pipe(v.string(), v.isoDate()) })

const defaultRows = '50'
const mostRows = 200

const caseFilter = {
  state: v.optional(v.picklist([...caseStages, 'withdrawn'])),
  category: text,
  school: text,
  person: text,
  /** Both included. */
  from: instant,
  to: instant,
}

export const CaseListQuery = v.object({
  ...caseFilter,
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.pipe(
    v.optional(v.string(), defaultRows),
    v.regex(/^\d{1,3}$/),
    v.transform(Number),
    v.minValue(1),
    v.maxValue(mostRows),
  ),
})

const signFilter = {
  grade: text,
  type: text,
  street: text,
  overdue: v.optional(v.literal('yes')),
  lowering: v.optional(v.literal('asked')),
}

export const SignListQuery = v.object({
  ...signFilter,
  cursor: CaseListQuery.entries.cursor,
  limit: CaseListQuery.entries.limit,
})

export const SignPointsQuery = v.object(signFilter)

export const SignLedgerQuery = v.object({ format: v.picklist(['xlsx', 'csv', 'geojson']), ...signFilter })

const tableFormat = v.picklist(['xlsx', 'csv'])

export const CaseLedgerQuery = v.object({ format: tableFormat, ...caseFilter })

/** Local dates, both included. */
export const DutyLedgerQuery = v.object({
  format: tableFormat,
  from: v.pipe(v.string(), v.isoDate()),
  to: v.pipe(v.string(), v.isoDate()),
})
