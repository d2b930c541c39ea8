import { places } from '../../../texts/zh-CN/places.ts'

export const usePlaceTexts = (): typeof places => places
