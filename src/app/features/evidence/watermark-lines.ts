import { moment } from '../../../domain/signage/sign-words.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import type { CopyMark } from '../../../protocol/evidence.ts'
import { evidence } from '../../texts/zh-CN/evidence.ts'
import { fill } from '../../texts/text.ts'

/** What a watermark is made of. */
export interface CopySubject {
  readonly photo: Pick<PhotoRef, 'source' | 'takenAt' | 'sha256'>
  readonly placeText: string
  readonly personName: string
  /** As people say it: 案件 or 招牌 with its number; '' where it has none. */
  readonly numberWords: string
}

const t = evidence.copy.lines
/** Enough to find the original by: 64 bits. */
const hashSigns = 16

function wordsOf(mark: CopyMark, { photo, placeText, personName, numberWords }: CopySubject, timeZone: string): string {
  if (mark === 'place') return placeText
  if (mark === 'person') return fill(t.person, { name: personName })
  if (mark === 'number') return numberWords
  if (mark === 'sample') return t.sample
  return fill(photo.source === 'gallery' ? t.imported : t.taken, { time: moment(Date.parse(photo.takenAt), timeZone) })
}

/** The lines of a watermark; that it is a copy, and of what, is always among them. */
export const watermarkLines = (
  marks: readonly CopyMark[],
  subject: CopySubject,
  timeZone: string,
): readonly string[] => [
  ...marks.map((mark) => wordsOf(mark, subject, timeZone)).filter((words) => words !== ''),
  fill(t.always, { hash: subject.photo.sha256.slice(0, hashSigns) }),
]
