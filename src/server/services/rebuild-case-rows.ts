import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { Store } from '../store/store.ts'
import { foldCaseRows } from './case-rows.ts'

/** Cases per transaction: some 20 ms of the write lock, which a phone's push does not feel. */
const casesPerStep = 100

async function nextOutdated(store: Pick<Store, 'query'>, after: string): Promise<readonly SubjectId[]> {
  const rows = await store.query((db) =>
    db
      .selectFrom('case_row')
      .select('case_id')
      .where('case_id', '>', after)
      .where('fold_version', '<>', caseFoldVersion)
      .orderBy('case_id')
      .limit(casesPerStep)
      .execute(),
  )
  return rows.map((row) => row.case_id as SubjectId)
}

/**
 * Makes the lines of the ledger anew that an older build has folded; returns how many.
 *
 * In steps, between which phones are served. A line says itself by which version it was made, so that a kill costs one step.
 */
export async function rebuildCaseRows(store: Pick<Store, 'query' | 'write'>, signal: AbortSignal): Promise<number> {
  let rebuilt = 0
  let after = ''
  while (!signal.aborted) {
    const outdated = await nextOutdated(store, after)
    const last = outdated[outdated.length - 1]
    if (last === undefined) break
    await store.write((tx) => foldCaseRows(tx, outdated))
    rebuilt += outdated.length
    after = last
  }
  return rebuilt
}
