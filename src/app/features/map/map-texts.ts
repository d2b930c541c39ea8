import { map } from '../../texts/zh-CN/map.ts'

/** Apart from the catalogue that every screen carries: 今日 must not wait for words that only the map says. */
export const useMapTexts = (): typeof map => map
