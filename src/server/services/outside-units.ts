import type { OutsideUnit } from '../../domain/casework/outside-unit.ts'
import type { OutsideUnitId } from '../../domain/ids.ts'
import type { OutsideUnitEdit, OutsideUnitListResponse } from '../../protocol/outside.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import type { Caller } from './sessions.ts'

/** 外单位: the whole register, by name. */
export async function listOutsideUnits(store: Store): Promise<OutsideUnitListResponse> {
  const rows = await store.query((db) =>
    db.selectFrom('outside_unit').selectAll().orderBy('name').orderBy('id').execute(),
  )
  return {
    units: rows.map(({ id, name, kind, contact, active, rev }) => ({
      unit: {
        id: id as OutsideUnitId,
        name,
        kind: kind as OutsideUnit['kind'],
        ...(contact === '' ? {} : { contact }),
        active: active === 1,
      },
      rev: Number(rev),
    })),
  }
}

/** Saves one unit; rejects with `assignment/stale` where somebody else was faster. */
export async function saveOutsideUnit(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  caller: Caller,
  { unit, baseRev }: OutsideUnitEdit,
): Promise<void> {
  await store.write(async (tx) => {
    const stored = await tx.selectFrom('outside_unit').select('rev').where('id', '=', unit.id).executeTakeFirst()
    if ((stored ? Number(stored.rev) : null) !== baseRev)
      throw new Problem('assignment/stale', 'Somebody else changed it.')
    const { id, name, kind } = unit
    const row = { name, kind, contact: unit.contact ?? '', active: unit.active ? 1 : 0, rev: (baseRev ?? 0) + 1 }
    await tx
      .insertInto('outside_unit')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    await writeAudit(tx, actorOf(caller), clock.now(), [{ act: 'document.saved', target: `units/${id}` }])
  })
}
