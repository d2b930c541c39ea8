import type { SignType } from './sign-type.ts'

/** 大型: from this area, or with a side this long. */
const largeAreaM2 = 10
const largeSideM = 4

export interface SignSize {
  readonly widthM: number
  readonly heightM: number
  readonly areaM2?: number | undefined
}

/** Two decimals, as it is written down. */
export const areaOf = ({ widthM, heightM, areaM2 }: SignSize): number =>
  areaM2 ?? Math.max(0.01, Math.round(widthM * heightM * 100) / 100)

export const isLarge = (size: SignSize): boolean =>
  areaOf(size) >= largeAreaM2 || Math.max(size.widthM, size.heightM) >= largeSideM

/** Where what falls is heavy or high. */
export const heavyTypes: readonly SignType[] = ['ROOF', 'POLE', 'LED', 'FACADE']

const testedFromYears = 2

/** Whole years since it was put up; null: 不详. */
export const ageYearsOf = (builtYear: number | null, year: number): number | null =>
  builtYear === null ? null : Math.max(0, year - builtYear)

/** Whether a test report by a qualified body is due: heavy or large, and older than two years. An unknown age is an old one. */
export const isTestRequired = (type: SignType, size: SignSize, ageYears: number | null): boolean =>
  (heavyTypes.includes(type) || isLarge(size)) && (ageYears === null || ageYears > testedFromYears)
