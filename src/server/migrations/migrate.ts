import { sql } from 'kysely'
import type { Store, Tx } from '../store/store.ts'
import * as first from './0001-first.ts'
import * as feeds from './0003-feeds.ts'
import * as backup from './0004-backup.ts'
import * as erasures from './0005-erasures.ts'
import * as rescue from './0005-rescue.ts'
import * as signs from './0006-signs.ts'
import * as revisionRuns from './0007-revision-runs.ts'
import * as revokedDevices from './0008-revoked-devices.ts'
import * as caseDesk from './0009-case-desk.ts'
import * as audit from './0010-audit.ts'
import * as outsideUnits from './0011-outside-units.ts'
import * as calendarLinks from './0012-calendar-links.ts'
import * as complaints from './0013-complaints.ts'
import * as deskOrder from './0014-desk-order.ts'
import * as pictureCopies from './0015-picture-copies.ts'
import * as gradeHistory from './0016-grade-history.ts'
import * as standardVersions from './0017-standard-versions.ts'
import * as seasonChecks from './0018-season-checks.ts'
import * as erasureClaims from './0019-erasure-claims.ts'
import * as evaluationSince from './0020-evaluation-since.ts'
import * as turnSince from './0021-turn-since.ts'

/** In the order they were shipped; none is ever changed or taken out. */
const migrations = [
  { name: '0001-first', up: first.up },
  { name: '0003-feeds', up: feeds.up },
  { name: '0004-backup', up: backup.up },
  { name: '0005-rescue', up: rescue.up },
  { name: '0005-erasures', up: erasures.up },
  { name: '0006-signs', up: signs.up },
  { name: '0007-revision-runs', up: revisionRuns.up },
  { name: '0008-revoked-devices', up: revokedDevices.up },
  { name: '0009-case-desk', up: caseDesk.up },
  { name: '0010-audit', up: audit.up },
  { name: '0011-outside-units', up: outsideUnits.up },
  { name: '0012-calendar-links', up: calendarLinks.up },
  { name: '0013-complaints', up: complaints.up },
  { name: '0014-desk-order', up: deskOrder.up },
  { name: '0015-picture-copies', up: pictureCopies.up },
  { name: '0016-grade-history', up: gradeHistory.up },
  { name: '0017-standard-versions', up: standardVersions.up },
  { name: '0018-season-checks', up: seasonChecks.up },
  { name: '0019-erasure-claims', up: erasureClaims.up },
  { name: '0020-evaluation-since', up: evaluationSince.up },
  { name: '0021-turn-since', up: turnSince.up },
] as const

/** The tables were made by a newer build: this one would misread them. */
export class StoreTooNewError extends Error {}

/** The tables wait for migrations of this build. */
export class StoreTooOldError extends Error {}

function assertKnown(done: readonly string[]): void {
  const unknown = done.find((name) => !migrations.some((migration) => migration.name === name))
  if (unknown) throw new StoreTooNewError(`The tables were made by a newer build (${unknown}).`)
}

type Write = Store['write']

async function markedIn(tx: Tx): Promise<readonly string[]> {
  await sql.raw('create table if not exists migration (name text primary key)').execute(tx)
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(tx)
  return rows.map((row) => row.name)
}

async function migrateBy({ name, up }: (typeof migrations)[number], tx: Tx): Promise<void> {
  // Asked again: another server may have been faster.
  if ((await markedIn(tx)).includes(name)) return
  await up(tx as never)
  await sql`insert into migration (name) values (${name})`.execute(tx)
}

/** Rejects where the tables are of another build; changes nothing. */
export async function assertThisBuild(db: Tx): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db)
  const done = rows.map((row) => row.name)
  assertKnown(done)
  const missing = migrations.find(({ name }) => !done.includes(name))
  if (missing) throw new StoreTooOldError(`The tables were made by an older build (no ${missing.name}).`)
}

/** Brings the schema up to this build. Each migration and its mark are one transaction. */
export async function migrate(write: Write): Promise<void> {
  const done = await write(markedIn)
  assertKnown(done)
  for (const migration of migrations) if (!done.includes(migration.name)) await write((tx) => migrateBy(migration, tx))
}
