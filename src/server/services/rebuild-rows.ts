import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { signFoldVersion } from '../../domain/signage/sign-state.ts'
import type { Store, Tx } from '../store/store.ts'
import { foldCaseRows } from './case-rows.ts'
import { foldComplaintRows } from './complaint-rows.ts'
import { foldSignRows } from './sign-rows.ts'

/** Subjects per transaction: some 20 ms of the write lock, which a phone's push does not feel. */
const perStep = 100

/**
 * Whose lines are made anew: those of every other build, as after a change of builds in either direction, or of older ones only.
 *
 * Two builds that serve side by side must not make each other's lines anew for ever.
 */
export type OutdatedBy = 'otherBuild' | 'olderBuild'
const comparison = { otherBuild: '<>', olderBuild: '<' } as const

/** Lines that another build has folded, and how they are folded now. */
interface FoldedRows {
  readonly nextOutdated: (db: Tx, by: OutdatedBy, after: string) => Promise<readonly string[]>
  readonly fold: (tx: Tx, ids: readonly SubjectId[]) => Promise<void>
}

const caseRows: FoldedRows = {
  nextOutdated: async (db, by, after) => {
    const outdated = db.selectFrom('case_row').select('case_id').where('fold_version', comparison[by], caseFoldVersion)
    const rows = await outdated.where('case_id', '>', after).orderBy('case_id').limit(perStep).execute()
    return rows.map((row) => row.case_id)
  },
  // The lines of complaints say by no version of their own which fold has made them.
  fold: async (tx, ids) => {
    await foldComplaintRows(tx, ids)
    await foldCaseRows(tx, ids)
  },
}

const signRows: FoldedRows = {
  nextOutdated: async (db, by, after) => {
    const outdated = db.selectFrom('sign_row').select('sign_id').where('fold_version', comparison[by], signFoldVersion)
    const rows = await outdated.where('sign_id', '>', after).orderBy('sign_id').limit(perStep).execute()
    return rows.map((row) => row.sign_id)
  },
  fold: foldSignRows,
}

async function rebuild(
  store: Pick<Store, 'query' | 'write'>,
  { nextOutdated, fold }: FoldedRows,
  by: OutdatedBy,
  signal: AbortSignal,
): Promise<number> {
  let rebuilt = 0
  let after = ''
  while (!signal.aborted) {
    const outdated = await store.query((db) => nextOutdated(db, by, after))
    const last = outdated[outdated.length - 1]
    if (last === undefined) break
    await store.write((tx) => fold(tx, outdated as readonly SubjectId[]))
    rebuilt += outdated.length
    after = last
  }
  return rebuilt
}

/**
 * Makes the lines of the ledger and of the register anew that another build has folded; returns how many.
 *
 * In steps, between which phones are served. A line says itself by which version it was made, so that a kill costs one step.
 */
export async function rebuildRows(
  store: Pick<Store, 'query' | 'write'>,
  by: OutdatedBy,
  signal: AbortSignal,
): Promise<number> {
  return (await rebuild(store, caseRows, by, signal)) + (await rebuild(store, signRows, by, signal))
}
