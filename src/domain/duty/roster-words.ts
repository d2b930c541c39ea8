import { plainText } from '../tables/sheet.ts'
import { sessionLabels, type Session } from './session.ts'

/** As squads write them; what is longer is looked for first: 午间离校 is no 离校. */
const words: readonly (readonly [word: string, sessions: readonly Session[]])[] = [
  [sessionLabels.noonOut, ['noonOut']],
  [sessionLabels.noonIn, ['noonIn']],
  [sessionLabels.evening, ['evening']],
  ['中午放学', ['noonOut']],
  ['中午上学', ['noonIn']],
  ['晚自习', ['evening']],
  ['上下学', ['arrival', 'dismissal']],
  ['早晚', ['arrival', 'dismissal']],
  ['全天', ['arrival', 'dismissal']],
  [sessionLabels.arrival, ['arrival']],
  ['上学', ['arrival']],
  ['入校', ['arrival']],
  ['早高峰', ['arrival']],
  ['早班', ['arrival']],
  ['早上', ['arrival']],
  ['上午', ['arrival']],
  [sessionLabels.dismissal, ['dismissal']],
  ['放学', ['dismissal']],
  ['晚高峰', ['dismissal']],
  ['晚班', ['dismissal']],
  ['下午', ['dismissal']],
]
const alone: Readonly<Record<string, readonly Session[]>> = { 早: ['arrival'], 晚: ['dismissal'] }

/** The sessions that a text names; none where it names none. */
export function sessionsIn(text: string): readonly Session[] {
  const plain = plainText(text)
  return words.find(([word]) => plain.includes(word))?.[1] ?? alone[plain] ?? []
}

const offWords = ['休', '休息', '轮休', '调休', '无', '-', '—', '/', '×', '请假', '年假']
/** A cell that says that nobody stands there, or that somebody is off. */
export const isOff = (text: string): boolean => text.trim() === '' || offWords.includes(plainText(text))
