import { signs } from '../../texts/zh-CN/signs.ts'

/** Apart from the catalogue that every screen carries: 今日 must not wait for words that only a survey says. */
export const useSignTexts = (): typeof signs => signs
