import type { Random } from '../../lib/random.ts'
import { must } from '../../lib/must.ts'
import type { Store, Tx } from '../store/store.ts'

/**
 * The timeline that revisions belong to; made with the database and new after every restore.
 *
 * A phone whose cursors are of another epoch sends again all it holds: nothing is lost by going back in time.
 */
export async function ensureEpoch(store: Store, random: Random): Promise<string> {
  const made = Buffer.from(random.bytes(12)).toString('hex')
  return store.write(async (tx) => {
    await tx
      .insertInto('meta')
      .values({ name: 'epoch', value: made })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    return readEpoch(tx)
  })
}

export async function readEpoch(db: Tx): Promise<string> {
  return must(await db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirst(), 'an epoch')
    .value
}
