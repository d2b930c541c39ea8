import type { Fix } from '../../../domain/place/point.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import type { SignRegistered } from '../../../domain/signage/sign-entries.ts'
import type { PathBelow } from '../../../domain/signage/sign-options.ts'
import type { SignType } from '../../../domain/signage/sign-type.ts'

type Voltage = `${NonNullable<SignRegistered['voltageV']>}`

/** What is being typed about one sign; plain JSON. '' where nothing was chosen. */
export interface SignDraft {
  /** The sign that is put right; '' for a new one. */
  signId: SubjectId | ''
  signNo: string
  signType: SignType
  content: string
  address: string
  addressChosen: boolean
  fix: Fix | null
  streetId: string
  widthM: string
  heightM: string
  bottomM: string
  projectionM: string
  isEstimated: boolean
  pathBelow: PathBelow
  isBusyPlace: boolean
  builtYear: string
  isYearUnknown: boolean
  ownerName: string
  ownerKind: NonNullable<SignRegistered['ownerKind']>
  frame: NonNullable<SignRegistered['frame']> | ''
  face: NonNullable<SignRegistered['face']> | ''
  carrier: NonNullable<SignRegistered['carrier']> | ''
  light: NonNullable<SignRegistered['light']> | ''
  anticorrosion: NonNullable<SignRegistered['anticorrosion']> | ''
  fixing: NonNullable<SignRegistered['fixing']>
  voltageV: Voltage | ''
  thickM: string
  topM: string
  faces: string
  areaM2: string
  areaReason: string
  designLifeYears: string
  lastMaintainedOn: string
  permitNo: string
  permitExpiresOn: string
  testAgency: string
  testNo: string
  testedOn: string
  testResult: string
  permit: NonNullable<SignRegistered['permit']>['state'] | ''
  test: NonNullable<SignRegistered['test']>['state'] | ''
}

export const emptySign = (): SignDraft => ({
  signId: '',
  signNo: '',
  signType: 'FASCIA',
  content: '',
  address: '',
  addressChosen: false,
  fix: null,
  streetId: '',
  widthM: '',
  heightM: '',
  bottomM: '',
  projectionM: '',
  isEstimated: false,
  pathBelow: 'footway',
  isBusyPlace: false,
  builtYear: '',
  isYearUnknown: false,
  ownerName: '',
  ownerKind: 'shop',
  frame: '',
  face: '',
  carrier: '',
  light: '',
  anticorrosion: '',
  fixing: [],
  voltageV: '',
  thickM: '',
  topM: '',
  faces: '',
  areaM2: '',
  areaReason: '',
  designLifeYears: '',
  lastMaintainedOn: '',
  permitNo: '',
  permitExpiresOn: '',
  testAgency: '',
  testNo: '',
  testedOn: '',
  testResult: '',
  permit: '',
  test: '',
})

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** What the register says, as it would have been typed. */
export function draftOf({ signId, attributes: of, registeredAtMs }: SignState): SignDraft {
  const fixAt = new Date(registeredAtMs).toISOString()
  return {
    ...emptySign(),
    signId,
    signNo: of.signNo,
    signType: of.signType,
    content: of.content,
    address: of.address,
    addressChosen: true,
    fix: { ...of.point, accuracyM: null, crs: 'wgs84', source: 'manualPin', fixAt },
    streetId: of.streetId ?? '',
    widthM: typed(of.widthM),
    heightM: typed(of.heightM),
    bottomM: typed(of.bottomM),
    projectionM: typed(of.projectionM),
    isEstimated: of.isEstimated ?? false,
    pathBelow: of.pathBelow ?? 'footway',
    isBusyPlace: of.isBusyPlace ?? false,
    builtYear: of.builtYear === null ? '' : String(of.builtYear),
    isYearUnknown: of.builtYear === null,
    ownerName: of.ownerName,
    ownerKind: of.ownerKind ?? 'shop',
    frame: of.frame ?? '',
    face: of.face ?? '',
    carrier: of.carrier ?? '',
    light: of.light ?? '',
    anticorrosion: of.anticorrosion ?? '',
    fixing: [...(of.fixing ?? [])],
    voltageV: of.voltageV === undefined ? '' : `${of.voltageV}`,
    thickM: typed(of.thickM),
    topM: typed(of.topM),
    faces: typed(of.faces),
    areaM2: typed(of.areaM2),
    areaReason: of.areaReason ?? '',
    designLifeYears: typed(of.designLifeYears),
    lastMaintainedOn: of.lastMaintainedOn ?? '',
    ...papersOf(of),
  }
}

const papersOf = ({ permit, test }: SignRegistered) =>
  ({
    permit: permit?.state ?? '',
    permitNo: permit?.number ?? '',
    permitExpiresOn: permit?.expiresOn ?? '',
    test: test?.state ?? '',
    testAgency: test?.agency ?? '',
    testNo: test?.number ?? '',
    testedOn: test?.testedOn ?? '',
    testResult: test?.result ?? '',
  }) as const satisfies Partial<SignDraft>
