import { sql } from 'kysely'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'
import type { Verified } from './verified.ts'

interface StoredDocument {
  readonly id: string
  readonly scope: string
  readonly rev: number
  readonly shown: number | boolean
}

const page = (db: Tx, collection: string) => async (after: string) => {
  const { rows } = await sql<StoredDocument>`
    select id, scope, rev, exists (
      select 1 from feed where feed.scope = assignment.scope and feed.rev = assignment.rev
        and feed.id = assignment.collection || '/' || assignment.id
        and feed.type = case assignment.deleted when 0 then 'assignment' else 'gone' end) as shown
    from assignment where collection = ${collection} and id > ${after} order by id limit ${rowsPerPage}`.execute(db)
  return rows
}

/** Every document stands in the feed of its scope at its revision, and every one that was removed stands there as gone. */
export async function verifyDocuments(db: Tx): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for (const { collection } of await db.selectFrom('assignment').select('collection').distinct().execute())
    for await (const rows of readInPages<StoredDocument>(page(db, collection), ({ id }) => id)) {
      looked += rows.length
      for (const { id, scope, shown } of rows)
        if (!shown) broken.push(`document ${collection}/${id} does not stand in the feed of ${scope} as it is`)
    }
  return { check: 'documents', looked, broken }
}
