import * as v from 'valibot'
import { signIdOf, type EntryId, type ScopeId, type StreetId } from '../../../domain/ids.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import { SignRegistered } from '../../../domain/signage/sign-entries.ts'
import type { SignDraft } from './sign-draft.ts'

/** A fact of the registration, as its record names it. */
type Field = keyof SignRegistered & string

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
/** Two decimals, as a tape measures. */
const metresOf = (text: string): number => Math.round(numberOf(text) * 100) / 100

/** A short number to say until a label is printed, from the random end of the id. */
const signNoOf = (id: EntryId): string => `GG-${id.slice(-6).toUpperCase()}`

const chosen = <K extends string, V extends string>(name: K, value: V | ''): { [N in K]?: V } =>
  (value === '' ? {} : { [name]: value }) as { [N in K]?: V }

/** Left out while nothing is typed, so that only what was typed can be wrong. */
const measured = (name: string, text: string, read: (text: string) => number): Record<string, number> =>
  text.trim() === '' ? {} : { [name]: read(text) }

/** Whether the form asks for the particulars of a paper: what it does not show is not said either. */
export const asksForPermit = ({ permit }: Pick<SignDraft, 'permit'>): boolean => permit === 'held' || permit === 'filed'
export const asksForTest = ({ test }: Pick<SignDraft, 'test'>): boolean => test === 'valid' || test === 'expired'

const permitOf = (draft: SignDraft): Record<string, unknown> => ({
  state: draft.permit,
  ...(asksForPermit(draft)
    ? { ...chosen('number', draft.permitNo.trim()), ...chosen('expiresOn', draft.permitExpiresOn) }
    : {}),
})

const testOf = (draft: SignDraft): Record<string, unknown> => ({
  state: draft.test,
  ...(asksForTest(draft)
    ? {
        ...chosen('agency', draft.testAgency.trim()),
        ...chosen('number', draft.testNo.trim()),
        ...chosen('testedOn', draft.testedOn),
        ...chosen('result', draft.testResult.trim()),
      }
    : {}),
})

const papersOf = (draft: SignDraft): Record<string, unknown> => ({
  ...(draft.permit ? { permit: permitOf(draft) } : {}),
  ...(draft.test ? { test: testOf(draft) } : {}),
})

function attributesOf(draft: SignDraft, id: EntryId): Record<string, unknown> {
  return {
    signNo: draft.signNo || signNoOf(id),
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
    ...chosen('anticorrosion', draft.anticorrosion),
    ...(draft.fixing.length > 0 ? { fixing: draft.fixing } : {}),
    ...(draft.voltageV ? { voltageV: Number(draft.voltageV) } : {}),
    ...measured('thickM', draft.thickM, metresOf),
    ...measured('topM', draft.topM, metresOf),
    ...measured('areaM2', draft.areaM2, metresOf),
    ...chosen('areaReason', draft.areaM2 ? draft.areaReason.trim() : ''),
    ...measured('faces', draft.faces, numberOf),
    ...measured('designLifeYears', draft.designLifeYears, numberOf),
    ...chosen('lastMaintainedOn', draft.lastMaintainedOn),
    ...papersOf(draft),
  }
}

/** What no schema knows: an end that lies behind its beginning, an area of one's own without a reason, a day that has not come. */
function contradictions(draft: SignDraft, today: string): readonly Field[] {
  const isAhead = (date: string): boolean => date !== '' && date > today
  const isBelow = draft.topM.trim() !== '' && numberOf(draft.topM) < numberOf(draft.bottomM)
  return [
    ...(!draft.isYearUnknown && numberOf(draft.builtYear) > Number(today.slice(0, 4)) ? (['builtYear'] as const) : []),
    ...(isBelow ? (['topM'] as const) : []),
    ...(draft.areaM2.trim() !== '' && draft.areaReason.trim() === '' ? (['areaReason'] as const) : []),
    ...(asksForTest(draft) && isAhead(draft.testedOn) ? (['test'] as const) : []),
    ...(isAhead(draft.lastMaintainedOn) ? (['lastMaintainedOn'] as const) : []),
  ]
}

/** What keeps a sign from being registered; none when it can be. `today` is the bureau's date. */
export function wrongFields(draft: SignDraft, id: EntryId, today: string): readonly Field[] {
  const data = attributesOf(draft, id)
  const checked = v.safeParse(SignRegistered, data)
  const paths = checked.success ? [] : checked.issues.map((issue) => (v.getDotPath(issue) ?? '').split('.')[0] as Field)
  const empty = (['content', 'address'] as const).filter((name) => data[name] === '')
  return [...new Set([...paths, ...empty, ...contradictions(draft, today)])]
}

/** The record that puts the sign into the register, or puts it right there. A new sign takes its id from the entry's. */
export const signEntry = (draft: SignDraft, id: EntryId, scope: ScopeId): NewEntry<'sign.registered'> => ({
  id,
  kind: 'sign.registered',
  scope,
  subjects: [draft.signId || signIdOf(id)],
  data: v.parse(SignRegistered, attributesOf(draft, id)),
})
