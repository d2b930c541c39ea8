import { signFoldVersion } from '../../domain/signage/sign-state.ts'
import type { SignRow } from './rows.ts'

/** What later builds have added to a sign's fold, as it is where nothing of it was recorded. */
const unfolded = { notices: [], rectifications: [], recheck: null } satisfies Partial<SignRow['value']>

/** A sign that an older build has folded, whole: until the rebuild comes to it, screens show it without what only newer builds know. */
export const withWholeFold = (row: SignRow | undefined): SignRow | undefined =>
  row && row.foldVersion < signFoldVersion ? { ...row, value: { ...unfolded, ...row.value } } : row
