import type { EntryId } from '../../../domain/ids.ts'

/** What is typed into a notice before it is printed; plain JSON. Codes and telephone numbers go on paper alone and are never kept. */
export interface NoticeDraft {
  /** The record's own: issuing again cannot make a second one. */
  id: EntryId
  noticeNo: string
  /** '' while it is what the records say. */
  requirements: string
}

export const emptyNotice = (id: EntryId): NoticeDraft => ({ id, noticeNo: '', requirements: '' })
