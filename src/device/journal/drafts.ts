import type { DraftRow } from '../database/rows.ts'

/** What is being typed. `save` resolves when it is on disk; callers debounce by 300 ms and flush before the camera opens. */
export interface Drafts {
  load(id: string): Promise<DraftRow | undefined>
  save(draft: Omit<DraftRow, 'updatedAtMs'>): Promise<void>
  /** Also drops the photos that were taken for it and belong to no entry. */
  remove(id: string): Promise<void>
  /** Newest first. */
  list(): Promise<readonly DraftRow[]>
}
