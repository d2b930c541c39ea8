import { calendar } from '../../texts/zh-CN/calendar.ts'

/** Apart from the catalogue that every screen carries: only the office reads these. */
export const useCalendarTexts = (): typeof calendar => calendar
