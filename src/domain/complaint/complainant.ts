/** Who complained, as far as they said; kept apart from the record, and forgotten in time. */
export interface Complainant {
  readonly name: string
  readonly phone: string
  /** The complaint as it came. */
  readonly words: string
}

/** 王＊＊: enough to tell two apart, too little to know either. */
const maskedName = (name: string): string => (name === '' ? '' : `${[...name][0]}${'＊'.repeat(2)}`)

/** 138****0000 */
const maskedPhone = (phone: string): string =>
  phone.length < 7 ? '＊'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** For lists, and for those who may not see people: their own words may name anybody, and are left out. */
export const masked = ({ name, phone }: Complainant): Complainant => ({
  name: maskedName(name),
  phone: maskedPhone(phone),
  words: '',
})
