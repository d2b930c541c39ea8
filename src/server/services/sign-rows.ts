import { gradeHistory } from '../../domain/signage/grade-history.ts'
import { gradeRank } from '../../domain/signage/grade.ts'
import { foldSign } from '../../domain/signage/fold-sign.ts'
import { isSeasonChecked } from '../../domain/signage/season-check.ts'
import { signFoldVersion, type SignState } from '../../domain/signage/sign-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { asBrought, inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { entriesAbout } from './entries-about.ts'

/** 申请降级: none, one that waits for the captain, one that was decided. */
const loweringOf = ({ lowering }: SignState): Tables['sign_row']['lowering'] =>
  lowering === null ? '' : lowering.decision ? 'decided' : 'asked'

function toRow(value: SignState): Tables['sign_row'] {
  const { attributes, grade } = value
  const newest = value.surveys.at(-1)
  return {
    sign_id: value.signId,
    scope: value.scope,
    sign_no: attributes.signNo,
    sign_type: attributes.signType,
    content: attributes.content,
    address: attributes.address,
    street_id: attributes.streetId ?? '',
    grade: grade ?? '',
    grade_rank: grade === null ? -1 : gradeRank(grade),
    exposure: newest?.data.exposure ?? '',
    surveyed_at_ms: newest ? Math.round(newest.atMs) : null,
    next_check_date: value.nextCheckDate,
    due_at_ms: value.dueAtMs,
    lowering: loweringOf(value),
    merged_into: value.mergedInto,
    grade_history: JSON.stringify(gradeHistory(value)),
    season_checked: isSeasonChecked(attributes) ? 1 : 0,
    fold_version: signFoldVersion,
  }
}

const foldedColumns = [
  'scope',
  'sign_no',
  'sign_type',
  'content',
  'address',
  'street_id',
  'grade',
  'grade_rank',
  'exposure',
  'surveyed_at_ms',
  'next_check_date',
  'due_at_ms',
  'lowering',
  'merged_into',
  'grade_history',
  'season_checked',
  'fold_version',
] as const satisfies readonly (keyof Tables['sign_row'])[]

/** The lines of these signs as their records make them now; none for what nobody registered. */
export async function foldedSignRows(db: Tx, signIds: readonly SubjectId[]): Promise<Tables['sign_row'][]> {
  const rows: Tables['sign_row'][] = []
  for (const some of inStatements(signIds)) {
    const entries = await entriesAbout(db, some)
    rows.push(...some.flatMap((signId) => foldSign(signId, entries.get(signId) ?? []) ?? []).map(toRow))
  }
  return rows
}

/** Folds these signs again and writes their lines of the register. */
export async function foldSignRows(tx: Tx, signIds: readonly SubjectId[]): Promise<void> {
  for (const some of inStatements(signIds)) {
    for (const written of inStatements(await foldedSignRows(tx, some)))
      await tx
        .insertInto('sign_row')
        .values(written)
        .onConflict((conflict) => conflict.column('sign_id').doUpdateSet(asBrought(foldedColumns)))
        .execute()
  }
}

/** Each sign that these entries touch, once, in the same transaction as the entries. */
export async function refreshSignRows(tx: Tx, accepted: readonly JournalEntry[]): Promise<void> {
  const touched = new Set(accepted.flatMap((entry) => entry.subjects.filter((subject) => subject.startsWith('sign-'))))
  await foldSignRows(tx, [...touched])
}
