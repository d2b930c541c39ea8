import * as v from 'valibot'
import { deskQueues } from '../../domain/casework/desk-queue.ts'
import { caseStages } from '../../domain/casework/case-stage.ts'

/** Query strings of the office's calls: all texts, checked and converted once. */

const text = v.optional(v.pipe(v.string(), v.maxLength(120)))
const instant = v.optional(v.pipe(v.string(), v.isoTimestamp()))

export const toMs = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Date.parse(value)

/** A filter of the ledger as the address has it, for the services. */
export const toCaseFilter = <
  T extends {
    from?: string | undefined
    to?: string | undefined
    overdue?: string | undefined
    supervised?: string | undefined
  },
>(
  { from, to, overdue, supervised, ...filter }: T,
  nowMs: number,
) => ({
  ...filter,
  fromMs: toMs(from),
  toMs: toMs(to),
  overdueAtMs: overdue === undefined ? undefined : nowMs,
  isSupervised: supervised === undefined ? undefined : true,
})

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
  queue: v.optional(v.picklist(deskQueues)),
  overdue: v.optional(v.literal('yes')),
  supervised: v.optional(v.literal('yes')),
  handler: text,
}

export const CaseListQuery = v.object({
  ...caseFilter,
  order: v.optional(v.picklist(['newest', 'actBy']), 'newest'),
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

/** `yes`: in frames that say how far it is (DOC-8). */
const progress = v.optional(v.literal('yes'))

export const SignLedgerQuery = v.object({ format: v.picklist(['xlsx', 'csv', 'geojson']), progress, ...signFilter })

const tableFormat = v.picklist(['xlsx', 'csv'])

export const CaseLedgerQuery = v.object({ format: tableFormat, progress, ...caseFilter })

/** Local dates, both included. */
export const PeriodLedgerQuery = v.object({
  format: tableFormat,
  progress,
  from: v.pipe(v.string(), v.isoDate()),
  to: v.pipe(v.string(), v.isoDate()),
})

/** `people=clear`: with the names of who complained, for those who may see them. */
export const ComplaintLedgerQuery = v.object({
  ...PeriodLedgerQuery.entries,
  people: v.optional(v.picklist(['masked', 'clear']), 'masked'),
})
