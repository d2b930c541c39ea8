/** As NIST SP 800-63B and ASVS 5 have it: length and guessability, no mixture of kinds of signs, no expiry. */
export const passwordLength = { least: 8, most: 200 } as const

/** What attackers try first, here and abroad, of eight signs and more. */
const commonest: readonly string[] = [
  '1q2w3e4r',
  '1qaz2wsx',
  'qwertyui',
  'qwerty123',
  'asdfghjkl',
  'zxcvbnm123',
  'password',
  'password1',
  'passw0rd',
  'p@ssw0rd',
  'admin123',
  'admin888',
  'admin1234',
  'administrator',
  'root1234',
  'test1234',
  'abcd1234',
  'abc12345',
  'a1234567',
  'a12345678',
  'a123456789',
  'aa123456',
  'aa12345678',
  'qq123456',
  'qq123456789',
  'wang1234',
  'woaini1314',
  'woaini520',
  '5201314520',
  'iloveyou',
  'iloveyou1',
  'letmein1',
  'welcome1',
  'sunshine',
  'princess',
  'football',
  'superman',
  'dragon123',
  'monkey123',
  'chengguan',
  'chengguan123',
  'zhifa123',
  'xunhu123',
  'zaq12wsx',
  '1qazxsw2',
  'qazwsxedc',
  '147258369',
  '123qweasd',
  'q1w2e3r4',
  'changeme',
  'default1',
  'guest1234',
  'user1234',
  'login123',
  'china123',
  'hello123',
  'asd123456',
  'zxc123456',
  'qwe123456',
]

const isRun = (text: string): boolean => {
  const steps = [...text].slice(1).map((sign, index) => sign.charCodeAt(0) - text.charCodeAt(index))
  const [first] = steps
  return first !== undefined && Math.abs(first) <= 1 && steps.every((step) => step === first)
}

/** 20260101, 12121212, abcabcabc: one short piece over and over. */
const isRepetition = (text: string): boolean => /^(.{1,4})\1+$/.test(text)

/** Digits that begin like a date of this or the last century. */
const isDate = (text: string): boolean => /^(19|20)\d{2}(0\d|1[0-2])([0-2]\d|3[01])$/.test(text)

export type PasswordRule = 'length' | 'tooCommon' | 'holdsNumber'

/** The rule that this password breaks for the person with this 工号; null where it may be used. */
export function brokenPasswordRule(password: string, number: string): PasswordRule | null {
  const signs = [...password].length
  if (signs < passwordLength.least || signs > passwordLength.most) return 'length'
  const plain = password.toLowerCase()
  if (commonest.includes(plain) || isRun(plain) || isRepetition(plain) || isDate(plain)) return 'tooCommon'
  const rest = plain.replaceAll(number.toLowerCase(), '')
  return rest !== plain && [...rest].length < passwordLength.least / 2 ? 'holdsNumber' : null
}
