import * as v from 'valibot'
import { signIdOf, type EntryId, type ScopeId, type StreetId } from '../../../domain/ids.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import { SignRegistered } from '../../../domain/signage/sign-entries.ts'
import type { SignDraft } from './sign-draft.ts'

type Field =
  'content' | 'address' | 'widthM' | 'heightM' | 'bottomM' | 'projectionM' | 'builtYear' | 'ownerName' | 'point'

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
/** Two decimals, as a tape measures. */
const metresOf = (text: string): number => Math.round(numberOf(text) * 100) / 100

/** A short number to say until a label is printed, from the random end of the id. */
const signNoOf = (id: EntryId): string => `GG-${id.slice(-6).toUpperCase()}`

const chosen = <K extends string, V extends string>(name: K, value: V | ''): { [N in K]?: V } =>
  (value === '' ? {} : { [name]: value }) as { [N in K]?: V }

function attributesOf(draft: SignDraft, id: EntryId): Record<string, unknown> {
  return {
    signNo: signNoOf(id),
    signType: draft.signType,
    content: draft.content.trim(),
    address: draft.address.trim(),
    point: draft.fix ? { lat: draft.fix.lat, lng: draft.fix.lng } : undefined,
    ...(draft.streetId ? { streetId: draft.streetId as StreetId } : {}),
    widthM: metresOf(draft.widthM),
    heightM: metresOf(draft.heightM),
    bottomM: metresOf(draft.bottomM),
    ...(draft.signType === 'PROJECT' ? { projectionM: metresOf(draft.projectionM) } : {}),
    isEstimated: draft.isEstimated,
    pathBelow: draft.pathBelow,
    isBusyPlace: draft.isBusyPlace,
    builtYear: draft.isYearUnknown ? null : numberOf(draft.builtYear),
    ownerName: draft.ownerName.trim(),
    ownerKind: draft.ownerKind,
    ...chosen('frame', draft.frame),
    ...chosen('face', draft.face),
    ...chosen('carrier', draft.carrier),
    ...chosen('light', draft.light),
    ...(draft.permit ? { permit: { state: draft.permit } } : {}),
    ...(draft.test ? { test: { state: draft.test } } : {}),
  }
}

/** What keeps a sign from being registered; none when it can be. The year may not lie ahead. */
export function wrongFields(draft: SignDraft, id: EntryId, thisYear: number): readonly Field[] {
  const data = attributesOf(draft, id)
  const checked = v.safeParse(SignRegistered, data)
  const paths = checked.success ? [] : checked.issues.map((issue) => (v.getDotPath(issue) ?? '').split('.')[0] as Field)
  const empty = (['content', 'address'] as const).filter((name) => data[name] === '')
  const isAhead = !draft.isYearUnknown && numberOf(draft.builtYear) > thisYear
  return [...new Set([...paths, ...empty, ...(isAhead ? (['builtYear'] as const) : [])])]
}

/** The record that puts the sign into the register. The sign takes its id from the entry's. */
export const signEntry = (draft: SignDraft, id: EntryId, scope: ScopeId): NewEntry<'sign.registered'> => ({
  id,
  kind: 'sign.registered',
  scope,
  subjects: [signIdOf(id)],
  data: v.parse(SignRegistered, attributesOf(draft, id)),
})
