import { pinyin } from 'pinyin-pro'

/** First letters of a label's pinyin, polyphones by their context: 店外经营 is dwjy. Signs that are no Chinese are left out. */
export function initialsOf(label: string): string {
  const characters = [...label].filter((character) => /\p{Script=Han}/u.test(character)).join('')
  return pinyin(characters, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}
