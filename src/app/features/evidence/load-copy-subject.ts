import { caseNumber } from '../../../domain/casework/case-number.ts'
import type { PartId, SubjectId } from '../../../domain/ids.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import type { CaseDetailResponse } from '../../../protocol/office.ts'
import type { OfficeApi } from '../../office-api.ts'
import { evidence } from '../../texts/zh-CN/evidence.ts'
import { fill } from '../../texts/text.ts'
import type { CopySubject } from './watermark-lines.ts'

const t = evidence.copy.lines

type Detail = Pick<CaseDetailResponse, 'history' | 'parts'>
type Named = Pick<CopySubject, 'placeText' | 'numberWords'>

async function loadNamed(office: OfficeApi, subject: SubjectId): Promise<Detail & Named> {
  if (subject.startsWith('sign-')) {
    const { row, history, parts } = await office.sign(subject)
    const numberWords = row.signNo === '' ? '' : fill(t.signNumber, { number: row.signNo })
    return { history, parts, placeText: row.address, numberWords }
  }
  const { row, history, parts } = await office.caseDetail(subject)
  const numberWords = fill(t.caseNumber, { number: caseNumber(subject) })
  return { history, parts, placeText: row.placeText, numberWords }
}

export type LoadedCopySubject = CopySubject & { readonly photo: PhotoRef }

/** What the watermark of this photo says; null where the case or sign has no such photo. */
export async function loadCopySubject(
  office: OfficeApi,
  subject: SubjectId,
  partId: PartId,
): Promise<LoadedCopySubject | null> {
  const { history, parts, ...named } = await loadNamed(office, subject)
  const part = parts.find(({ ref }) => ref.partId === partId)
  if (part?.ref.kind !== 'photo') return null
  const record = history.find(({ entry }) => entry.id === part.entryId)
  return { ...named, photo: part.ref, personName: record?.authorName ?? '' }
}
