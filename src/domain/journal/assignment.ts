import * as v from 'valibot'
import { ScopeId } from '../ids.ts'
import { CalendarDocument } from '../calendar/working-calendar.ts'
import { CategoryTable } from '../casework/category.ts'
import { Shift } from '../duty/shift.ts'
import { ChecklistTemplate } from '../inspection/template.ts'
import { Person, Squad } from '../people/person.ts'
import { School } from '../place/school.ts'
import { Street } from '../place/street.ts'
import { WindAlertDocument } from '../signage/wind-alert-document.ts'
import { WindRouteDocument } from '../signage/wind-route-document.ts'

/** What the office gives to phones, by collection. Ids are unique inside a collection. */
export const assignmentSchemas = {
  people: Person,
  squads: Squad,
  schools: School,
  streets: Street,
  shifts: Shift,
  /** Id `HX@1`: pinned versions outlive their replacement. */
  templates: ChecklistTemplate,
  /** Id `calendar`, of the bureau. */
  calendars: CalendarDocument,
  /** Id `wind-` and the scope that it is for. */
  alerts: WindAlertDocument,
  /** Id `route-` and the home, `route-home@squad` for another squad. */
  routes: WindRouteDocument,
  /** Id `categories`. */
  standards: CategoryTable,
} as const

export type Collection = keyof typeof assignmentSchemas
export const collections = Object.keys(assignmentSchemas) as readonly Collection[]
export type AssignmentData = { [C in Collection]: v.InferOutput<(typeof assignmentSchemas)[C]> }

/** A document as the server keeps and sends it. An edit names the `rev` it started from. */
export const AssignmentDoc = v.looseObject({
  collection: v.picklist(Object.keys(assignmentSchemas) as [Collection, ...Collection[]]),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  scope: ScopeId,
  rev: v.number(),
  v: v.number(),
  data: v.record(v.string(), v.unknown()),
})
export type AssignmentDoc = v.InferOutput<typeof AssignmentDoc>
