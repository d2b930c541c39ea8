import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'
import { createWorkLimit } from '../photos/work-limit.ts'
import type { Tx } from '../store/store.ts'

const looksAtOnce = 8

/** Bytes of erased parts that nothing names any more; positions are rows and have no file. */
export async function erasedFiles(db: Tx): Promise<readonly Sha256[]> {
  const rows = await db
    .selectFrom('erasure')
    .leftJoin('part', 'part.part_id', 'erasure.part_id')
    .leftJoin('blob', 'blob.sha256', 'erasure.sha256')
    .select('erasure.sha256')
    .distinct()
    .where('blob.sha256', 'is', null)
    .where((where) => where.or([where('part.kind', 'is', null), where('part.kind', '!=', 'position')]))
    .orderBy('erasure.sha256')
    .execute()
  return rows.map((row) => row.sha256 as Sha256)
}

/**
 * Removes from the new store what an earlier run copied there and was erased since; returns how many.
 *
 * Only what the bureau itself has erased: whatever else stands in that store is not ours to judge. Run while nobody writes, or
 * bytes that just came again would go.
 */
export async function removeErased(erased: readonly Sha256[], to: PartStore): Promise<number> {
  const limit = createWorkLimit(looksAtOnce)
  const removed = await Promise.all(
    erased.map((sha256) =>
      limit.run(async () => {
        if (!(await to.has(sha256))) return 0
        await to.remove(sha256)
        return 1
      }),
    ),
  )
  return removed.reduce<number>((sum, one) => sum + one, 0)
}
