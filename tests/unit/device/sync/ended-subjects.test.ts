import { describe, expect, test } from 'vitest'
import { saveFact } from '../../../../src/device/database/facts.ts'
import { letGoOfEnded } from '../../../../src/device/sync/ended-subjects.ts'
import { caseIdOf, type EntryId, type ScopeId } from '../../../../src/domain/ids.ts'
import { finding } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../../support/phone-storage.ts'
import { colleaguesEntry, give, page, pulled } from '../../../support/pulled-pages.ts'

const other = 'squad-2' as ScopeId
const theirs = '01890000-0000-7000-8000-0000000000c1' as EntryId
const caseId = caseIdOf(theirs)
const end = { subject: caseId, rev: 3 }

/** A case that the other squad's feed gave and ends after it was begun anew, as on a new timeline. */
async function openWithEnd(change: { readonly complete?: boolean } = {}) {
  const phone = createPhoneStorage(createEngine())
  const [own] = await phone.journal.record([finding(phone.journal.newId())])
  const entry = { ...colleaguesEntry(own!, theirs), subjects: [caseId], parts: [] }
  await give(phone.db, page({ scope: other, entries: [{ ...pulled(entry, 41), feedRev: 7 }] }))
  await give(phone.db, page({ scope: other, reset: true, ended: [end], ...change }))
  return phone
}

describe('[SYNC-42] what came before a feed was begun anew', () => {
  test('goes when the new feed knows only the end of its grant', async () => {
    const { db } = await openWithEnd()
    await letGoOfEnded(db)
    expect(await db.journal.get(theirs)).toBeUndefined()
    expect(await db.cases.get(caseId)).toBeUndefined()
    expect(await db.journal.count()).toBe(1)
  })

  test('stays until the server that may have lost it was shown it', async () => {
    const { db } = await openWithEnd()
    await saveFact(db, 'witnessedUpTo', '')
    await letGoOfEnded(db)
    expect(await db.journal.get(theirs)).toBeDefined()
    await db.facts.delete('witnessedUpTo')
    await letGoOfEnded(db)
    expect(await db.journal.get(theirs)).toBeUndefined()
  })

  test('stays until the feed is read to its end, which may bring a new grant', async () => {
    const { db } = await openWithEnd({ complete: false })
    await letGoOfEnded(db)
    const known = (await db.journal.get(theirs))!
    await give(db, page({ scope: other, entries: [{ ...pulled(known.entry, 41), feedRev: 9 }] }))
    await letGoOfEnded(db)
    expect(await db.journal.get(theirs)).toBeDefined()
  })
})
