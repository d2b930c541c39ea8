import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { bureauScope } from '../../../domain/ids.ts'
import { emptyCalendar, markDay, markOf, type DayMark } from '../../../domain/calendar/edit-calendar.ts'
import { withImported, type ImportedCalendar } from '../../../domain/calendar/import-calendar.ts'
import type { CalendarDocument } from '../../../domain/calendar/working-calendar.ts'
import { weekdayOf } from '../../../domain/duty/local-day.ts'
import type { Documents } from './use-documents.ts'

/** One change that is not saved yet; kept as a change, so that it stands on whatever somebody else saves meanwhile. */
export type CalendarChange = (calendar: CalendarDocument) => CalendarDocument

export interface CalendarDraft {
  readonly saved: ComputedRef<CalendarDocument>
  readonly calendar: ComputedRef<CalendarDocument>
  readonly isChanged: ComputedRef<boolean>
  readonly isSaving: Ref<boolean>
  toggle(date: string, name: string): void
  take(imported: ImportedCalendar): void
  change(change: CalendarChange): void
  discard(): void
  /** True when it was saved; otherwise the changes stand on the newest state. */
  save(): Promise<boolean>
}

const saturday = 6
/** What a tap makes of a day: back to its weekday, or the contrary of it. */
const tapped = (calendar: CalendarDocument, date: string): DayMark =>
  markOf(calendar, date) !== 'plain' ? 'plain' : weekdayOf(date) >= saturday ? 'workday' : 'holiday'

/** The calendar as the office is changing it, over the one that is saved. */
export function useCalendarDraft(documents: Documents): CalendarDraft {
  const changes = shallowRef<readonly CalendarChange[]>([])
  const isSaving = ref(false)
  const stored = computed(() => documents.documents.value.find(({ id }) => id === 'calendar'))
  const saved = computed(() => (stored.value?.data as CalendarDocument | undefined) ?? emptyCalendar)
  const calendar = computed(() => changes.value.reduce((each, change) => change(each), saved.value))
  const add = (change: CalendarChange): void => {
    changes.value = [...changes.value, change]
  }
  return {
    saved,
    calendar,
    isChanged: computed(() => changes.value.length > 0),
    isSaving,
    toggle: (date, name) => {
      const mark = tapped(calendar.value, date)
      add((each) => markDay(each, date, mark, name))
    },
    take: (imported) => add((each) => withImported(each, imported)),
    change: add,
    discard: () => {
      changes.value = []
    },
    save: async () => {
      if (isSaving.value) return false
      isSaving.value = true
      const sent = changes.value
      const data = { ...calendar.value, version: saved.value.version + 1 }
      const edit = { collection: 'calendars', id: 'calendar', scope: bureauScope, data } as const
      const isSaved = await documents.save({ ...edit, baseRev: stored.value?.rev ?? null })
      // A day that was tapped meanwhile is not saved yet.
      if (isSaved) changes.value = changes.value.slice(sent.length)
      isSaving.value = false
      return isSaved
    },
  }
}
