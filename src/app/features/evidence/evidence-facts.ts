import { moment } from '../../../domain/signage/sign-words.ts'
import type { KnownCopy, KnownOriginal } from '../../../protocol/evidence.ts'
import { evidence as t } from '../../texts/zh-CN/evidence.ts'
import { fill, type Catalogue } from '../../texts/text.ts'
import { kindTitle } from '../../ui/entry-title.ts'

/** A name and what stands beside it; lines without words are left out. */
type Facts = readonly (readonly [string, string])[]

const said = (lines: Facts): Facts => lines.filter(([, words]) => words !== '')

/** Where the file is, or when and why it is gone. */
export function stateWords({ state, erasedAt, erasedFor }: KnownOriginal, timeZone: string): string {
  if (state !== 'erased') return t.states[state]
  if (erasedAt === null || erasedFor === null) return t.states.erased.unknown
  return fill(t.states.erased[erasedFor], { time: moment(Date.parse(erasedAt), timeZone) })
}

/** What a photo of ours is: of what, taken when and by whom, how it came here, and where it is now. */
export function originalFacts(catalogue: Catalogue, original: KnownOriginal, timeZone: string): Facts {
  const at = (iso: string): string => moment(Date.parse(iso), timeZone)
  const { fileTimeAt } = original
  return said([
    [t.facts.about, [original.title, original.placeText].filter(Boolean).join('，')],
    [t.facts.record, kindTitle(catalogue, original.kind)],
    [t.facts.role, catalogue.field.photoRoles[original.role]],
    [original.source === 'gallery' ? t.facts.importedAt : t.facts.takenAt, at(original.takenAt)],
    [t.facts.source, t.sources[original.source]],
    [t.facts.fileTime, fileTimeAt === undefined ? '' : at(fileTimeAt)],
    [t.facts.author, original.authorName],
    [t.facts.receivedAt, at(original.receivedAt)],
    [t.facts.state, stateWords(original, timeZone)],
  ])
}

/** Who took a copy out, when, and what was drawn on it. */
export function copyFacts({ madeAt, madeByName, marks, mosaics }: KnownCopy, timeZone: string): Facts {
  return [
    [t.facts.madeAt, `${moment(Date.parse(madeAt), timeZone)} ${madeByName}`],
    [t.facts.marks, marks.map((mark) => t.marks[mark]).join('、') || t.noMarks],
    [t.facts.mosaics, mosaics === 0 ? t.noMarks : fill(t.mosaicCount, { n: mosaics })],
  ]
}

/** The screen that shows the record, where the office has one for it. */
export function addressOf({ subject }: Pick<KnownOriginal, 'subject'>): string | null {
  if (subject.startsWith('case-')) return `/office/ledger/${subject}`
  return subject.startsWith('sign-') ? `/office/signs/${subject}` : null
}
