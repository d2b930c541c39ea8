const between = '[\\s-]*'
const digits = (fewest: number, most: number): string => `(?:${between}\\d){${fewest},${most}}`
const mobile = `(?:\\+?86${between})?1[3-9]${digits(9, 9)}`
const landline = `\\(?0\\d{2,3}\\)?${digits(7, 8)}`
/** 12345, 400 numbers, numbers of other countries: no longer than any number of the world. */
const other = `\\+?\\d(?:[\\s()-]*\\d){2,14}`
const numbers = new RegExp(`(?<![\\d+])(?:${mobile}|${landline}|${other})(?!\\d)`, 'g')
/** Nobody's dialler knows what 转 801 means. */
const extension = /(?:转|分机|ext\.?)\s*\d+/gi

/** The numbers to dial in what somebody has typed: two that stand in one field are two. */
export const phoneNumbersIn = (typed: string): readonly string[] =>
  (typed.normalize('NFKC').replace(extension, ' ').match(numbers) ?? []).map((number) => number.replace(/[^\d+]/g, ''))
