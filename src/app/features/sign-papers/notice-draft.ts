/** What is typed into a notice before it is printed; plain JSON. Codes and telephone numbers go on paper alone and are never kept. */
export interface NoticeDraft {
  noticeNo: string
  /** '' while it is what the records say. */
  requirements: string
}

export const emptyNotice = (): NoticeDraft => ({ noticeNo: '', requirements: '' })
