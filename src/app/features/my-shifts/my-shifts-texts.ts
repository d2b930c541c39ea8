import { myShifts } from '../../texts/zh-CN/my-shifts.ts'

/** Apart from the catalogue that every screen carries: only these screens read them. */
export const useMyShiftsTexts = (): typeof myShifts => myShifts
