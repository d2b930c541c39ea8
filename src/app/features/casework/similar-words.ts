import { caseNumber } from '../../../domain/casework/case-number.ts'
import type { SimilarCasesResponse } from '../../../protocol/office.ts'
import { caseDesk } from '../../texts/zh-CN/case-desk.ts'
import { fill, type Catalogue } from '../../texts/text.ts'
import { spanWords } from '../../ui/clock-words.ts'

const t = caseDesk.merge

/** Which case, how far from here, and how long before or after. */
export const similarWords = (
  texts: Catalogue,
  { row, distanceM, apartMs }: SimilarCasesResponse['rows'][number],
): string =>
  fill(t.option, {
    number: caseNumber(row.caseId),
    place: row.placeText,
    distance: distanceM === null ? t.samePlace : fill(t.near, { m: distanceM }),
    time: spanWords(texts, apartMs),
  })
