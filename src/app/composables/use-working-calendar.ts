import { computed, type ComputedRef } from 'vue'
import { plainCalendar, type WorkingCalendar } from '../../domain/calendar/working-calendar.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

/** 工作日历 as this phone has it. */
export function useWorkingCalendar(): ComputedRef<WorkingCalendar> {
  const { assignments } = usePerson()
  const calendar = useLiveQuery(() => assignments.one('calendars', 'calendar'), undefined)
  return computed(() => calendar.value ?? plainCalendar)
}
