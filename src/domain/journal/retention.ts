/**
 * How long the bytes of parts are kept, in days after the server received their record; a bureau may set other periods.
 *
 * Photos of cases are evidence: they go with the archive and are not in this table, unless the case was taken back.
 */
export interface RetentionDays {
  /** Where a person stood when they arrived or left. */
  readonly position: number
  /** Where a person was when they confirmed to be on post: samples along a shift, soonest forgotten. */
  readonly presence: number
  /** Photos and voice notes that are no evidence: of shifts and checklists, and of cases that were taken back. */
  readonly photo: number
  /** 反映人: who complained, after it was entered. */
  readonly complainant: number
}

export const standardRetention: RetentionDays = { position: 90, presence: 30, photo: 90, complainant: 365 }
