import type { Fix } from '../../../domain/place/point.ts'
import type { SignRegistered } from '../../../domain/signage/sign-entries.ts'
import type { PathBelow } from '../../../domain/signage/sign-options.ts'
import type { SignType } from '../../../domain/signage/sign-type.ts'

/** What is being typed about one sign; plain JSON. '' where nothing was chosen. */
export interface SignDraft {
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
  permit: NonNullable<SignRegistered['permit']>['state'] | ''
  test: NonNullable<SignRegistered['test']>['state'] | ''
}

export const emptySign = (): SignDraft => ({
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
  permit: '',
  test: '',
})
